/** What scripts add to pages that work without them: copying and sharing the link, and news that appear by themselves. */
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", () => copy(button));
}

for (const button of document.querySelectorAll("[data-share]")) {
  button.hidden = !("share" in navigator);
  // Closing the system's sheet without choosing is no error.
  button.addEventListener("click", () => navigator.share({ text: button.dataset.text, url: button.dataset.share }).catch(() => undefined));
}

async function copy(button) {
  const field = document.getElementById(button.dataset.copy);
  field.select();
  // Where the clipboard is forbidden the address is selected, ready to be copied by hand.
  await navigator.clipboard?.writeText(field.value).then(
    () => {
      button.textContent = button.dataset.copied;
    },
    () => undefined,
  );
}

for (const portal of document.querySelectorAll("bandwagon-portal[data-token]")) {
  portal.getToken = () => fetch(portal.dataset.token).then((reply) => (reply.ok ? reply.text() : undefined));
}

const live = document.querySelector("[data-live]");
if (live !== null) void follow(live);

/** Asks every few seconds whether there is something new, while the page is looked at; then takes that part of the page anew. */
async function follow(part) {
  part.setAttribute("aria-live", "polite");
  for (;;) {
    await new Promise((done) => setTimeout(done, 3000));
    if (document.hidden) continue;
    const now = await version();
    if (now === undefined || now === part.dataset.live) continue;
    const page = await fetch(location.href).then(
      (reply) => (reply.ok ? reply.text() : undefined),
      () => undefined,
    );
    const fresh = page && new DOMParser().parseFromString(page, "text/html").querySelector("[data-live]");
    if (!fresh) continue;
    // The first link comes with the whole page.
    if (!document.querySelector("[data-copy]") && page.includes("data-copy")) location.reload();
    part.replaceChildren(...fresh.childNodes);
    part.dataset.live = fresh.dataset.live;
  }
}

/** Undefined while the shop does not answer. */
function version() {
  return fetch("/account/version").then(
    (reply) => (reply.ok ? reply.text() : undefined),
    () => undefined,
  );
}
