/** Who buys here: signing up, with the friend's link or code, and signing in. */
import type { Customer, DataFile } from "./data.js";
import { type Outbox, post } from "./outbox.js";
import { hashPassword, isPassword } from "./passwords.js";
import type { Language } from "./words/words.js";

export interface SignUpForm {
  name: string;
  email: string;
  password: string;
  visit: string;
  code: string;
}

/** What is wrong, field by field. */
export type SignUpProblems = Partial<Record<"name" | "email" | "password", "missing" | "unreadable" | "taken" | "short">>;

export const passwordMin = 8;

// An answer about a code is worth a short wait; the account is there either way.
const answerWaitMs = 2500;

/** Makes the customer and tells Bandwagon of the sign-up, with what is known of the friend who recommended; or says what is wrong with the form. */
export async function signUp(data: DataFile, outbox: Outbox, form: SignUpForm, language: Language): Promise<Customer | SignUpProblems> {
  const problems = problemsOf(form);
  if (Object.keys(problems).length > 0) return problems;
  const password = await hashPassword(form.password);
  const made = await data.change((next): Customer | SignUpProblems => {
    // Asked within the change: the same form may be sent twice at once.
    if (next.customers.some(({ email }) => email === form.email)) return { email: "taken" };
    const at = new Date().toISOString();
    const id = `customer-${next.mark}-${next.nextCustomer++}`;
    const { name, email } = form;
    const customer = { id, name, email, password, language, joinedAt: at };
    next.customers.push(customer);
    const { visit, code } = evidenceOf(form);
    post(
      next,
      { kind: "event", event: { key: `sign-up-${id}`, type: "sign_up", member: { id, name, email }, occurredAt: at, visit, code } },
      { kind: "member", id, name, email },
    );
    return customer;
  });
  if (isCustomer(made)) await outbox.flush(answerWaitMs);
  return made;
}

export function isCustomer(made: Customer | SignUpProblems): made is Customer {
  return "id" in made;
}

/** The customer with this address and password, or undefined. */
export async function signIn(data: DataFile, email: string, password: string): Promise<Customer | undefined> {
  const customer = data.now.customers.find((known) => known.email === email);
  return (await isPassword(password, customer?.password)) ? customer : undefined;
}

function problemsOf({ name, email, password }: SignUpForm): SignUpProblems {
  const problems: SignUpProblems = {};
  if (name === "") problems.name = "missing";
  if (!/^[^\s@<>"]{1,64}@[^\s@.<>"]+(\.[^\s@.<>"]+)+$/.test(email)) problems.email = "unreadable";
  if (password.length < passwordMin) problems.password = "short";
  return problems;
}

/** Whatever a page or a person put into the fields: a visit has one form, and a code is a short text. */
function evidenceOf({ visit, code }: SignUpForm): { visit: string | undefined; code: string | undefined } {
  return { visit: /^vis_\w{1,60}$/.test(visit) ? visit : undefined, code: code === "" ? undefined : code };
}
