import { passwordLengthMin } from "../../commands/create-owner.js";
import type { Language } from "../language.js";

export interface SetupWords {
  title: string;
  lead: string;
  email: string;
  emailHint: string;
  password: string;
  passwordHint: string;
  business: string;
  businessHint: string;
  submit: string;
  faults: string;
  faultOf: { email: string; password: string; business: string; taken: string };
  doneTitle: string;
  doneLead: (email: string) => string;
  once: string;
  test: string;
  testText: string;
  live: string;
  liveText: string;
  secretKey: string;
  publishableKey: string;
  workspaceId: string;
  next: string;
  steps: { try: string; tryText: string; tour: string; tourText: string; api: string; apiText: string };
  usedTitle: string;
  usedText: string;
  unknownTitle: string;
  unknownText: string;
}

export const setupWords: Record<Language, SetupWords> = {
  en: {
    title: "Welcome to Bandwagon",
    lead: "Three answers, and you have a workspace to try things in and one for real customers.",
    email: "E-mail address",
    emailHint: "You will sign in with it.",
    password: "Password",
    passwordHint: `At least ${passwordLengthMin} characters. Four words that do not belong together are good.`,
    business: "Name of your business",
    businessHint: "As your customers know it.",
    submit: "Set up Bandwagon",
    faults: "Please look at the marked answers.",
    faultOf: {
      email: "This is not an e-mail address. Write it like anna@example.com.",
      password: `The password needs at least ${passwordLengthMin} and at most 200 characters.`,
      business: "Write a name of 1 to 100 characters.",
      taken: "There is a user with this address already. Take another address.",
    },
    doneTitle: "You are set up",
    doneLead: (email) => `${email} owns two workspaces. What happens in one never touches the other.`,
    once: "Copy the keys now: they are shown this once and are not kept. A key that is lost is replaced by a new one.",
    test: "Test",
    testText: "For trying things. Its clock can be moved forward, so that a month passes in a second.",
    live: "Live",
    liveText: "For real customers and real rewards.",
    secretKey: "Secret key, for your server only",
    publishableKey: "Publishable key, for web pages",
    workspaceId: "Workspace",
    next: "What to do next",
    steps: {
      try: "Try the test key",
      tryText: "The answer names your test workspace.",
      tour: "Take the short tour",
      tourText: "The README publishes a program, invites a friend and ends in two rewards, with this key.",
      api: "Look around the API",
      apiText: "Every call, with its fields and answers:",
    },
    usedTitle: "This link has been used",
    usedText:
      "The first owner is made. Further keys and owners are made on the server with “npx bandwagon keys create” and “npx bandwagon owner create”.",
    unknownTitle: "This link does not work",
    unknownText: "It is mistyped, older than a day, or a newer one was printed. Restart the server: while there is no owner it prints a new link.",
  },
  ru: {
    title: "Добро пожаловать в Bandwagon",
    lead: "Три ответа — и у вас есть пространство для проб и пространство для настоящих клиентов.",
    email: "Электронная почта",
    emailHint: "С ней вы будете входить.",
    password: "Пароль",
    passwordHint: `Не короче ${passwordLengthMin} символов. Хорошо подойдут четыре слова, не связанных друг с другом.`,
    business: "Название компании",
    businessHint: "Так, как его знают ваши клиенты.",
    submit: "Начать работу",
    faults: "Проверьте отмеченные ответы.",
    faultOf: {
      email: "Это не адрес электронной почты. Напишите его в виде anna@example.com.",
      password: `В пароле должно быть от ${passwordLengthMin} до 200 символов.`,
      business: "Напишите название длиной от 1 до 100 символов.",
      taken: "Пользователь с таким адресом уже есть. Возьмите другой адрес.",
    },
    doneTitle: "Всё готово",
    doneLead: (email) => `У ${email} два пространства. То, что происходит в одном, никогда не затрагивает другое.`,
    once: "Скопируйте ключи сейчас: они показаны один раз и не хранятся. Вместо потерянного ключа создают новый.",
    test: "Пробное",
    testText: "Чтобы пробовать. Его часы можно перевести вперёд: месяц пройдёт за секунду.",
    live: "Рабочее",
    liveText: "Для настоящих клиентов и настоящих наград.",
    secretKey: "Секретный ключ — только для вашего сервера",
    publishableKey: "Публичный ключ — для веб-страниц",
    workspaceId: "Пространство",
    next: "Что дальше",
    steps: {
      try: "Проверьте пробный ключ",
      tryText: "В ответе будет ваше пробное пространство.",
      tour: "Пройдите короткий путь",
      tourText: "В README с этим ключом публикуют программу, приглашают друга и получают две награды.",
      api: "Осмотритесь в API",
      apiText: "Все вызовы, их поля и ответы:",
    },
    usedTitle: "Эта ссылка уже использована",
    usedText:
      "Первый владелец создан. Новые ключи и владельцев создают на сервере командами «npx bandwagon keys create» и «npx bandwagon owner create».",
    unknownTitle: "Эта ссылка не работает",
    unknownText: "В ней опечатка, ей больше суток или напечатана новая. Перезапустите сервер: пока владельца нет, он печатает новую ссылку.",
  },
};
