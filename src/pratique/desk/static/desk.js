// The desk works without this; with it, keys go where the eyes are. All can be switched off with ? and Escape.
"use strict";
(() => {
  const off = "pratique.keys.off";
  const store = { get: () => { try { return localStorage.getItem(off); } catch { return null; } },
                  set: (on) => { try { on ? localStorage.setItem(off, "1") : localStorage.removeItem(off); } catch { /* none */ } } };
  const first = (selector) => document.querySelector(selector);
  const typing = (node) => node.matches("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]");
  const rows = () => [...document.querySelectorAll("[data-row] a, tbody tr th a, tbody tr td:first-child a")];
  let at = -1;

  const step = (by) => {
    const all = rows();
    if (!all.length) return;
    at = Math.min(Math.max(at + by, 0), all.length - 1);
    all[at].focus();
  };
  const choose = (number) => {
    const all = document.querySelectorAll("main input[type=radio]");
    if (all[number - 1]) { all[number - 1].checked = true; all[number - 1].focus(); }
  };
  const help = () => {
    const known = first("#keys");
    if (known) { known.remove(); return; }
    const box = document.createElement("div");
    box.id = "keys"; box.className = "told"; box.setAttribute("role", "status");
    box.textContent = "Keys: / search, j and k rows, 1 to 9 a choice, ? this help. ";
    const button = document.createElement("button");
    button.className = "link"; button.type = "button";
    button.textContent = store.get() ? "Switch them on" : "Switch them off";
    button.addEventListener("click", () => { store.set(!store.get()); box.remove(); });
    box.append(button);
    first("main").prepend(box);
    button.focus();
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "Escape" && first("#keys")) { first("#keys").remove(); return; }
    if (event.key === "?") { event.preventDefault(); help(); return; }
    if (store.get()) return;
    if (event.key === "/" && first("#find")) { event.preventDefault(); first("#find").focus(); }
    else if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (/^[1-9]$/.test(event.key)) choose(Number(event.key));
  });

  // Work that goes on is looked at again; once it has ended the page leads on.
  const ahead = first("[data-ahead]");
  if (ahead && !location.search.includes("still")) {
    const look = async () => {
      try {
        const answer = await fetch(location.href, { redirect: "manual" });
        if (answer.type === "opaqueredirect") { location.reload(); return; }
        const now = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-ahead]");
        if (!now) { location.reload(); return; }
        if (now.innerHTML !== ahead.innerHTML) ahead.replaceChildren(...now.childNodes);
      } catch { /* the desk is being started anew: look again */ }
      setTimeout(look, 700);
    };
    setTimeout(look, 400);
  }

  // Where one is stands in sight, in rows that are wider than a phone.
  for (const here of document.querySelectorAll("nav [aria-current]")) {
    const row = here.closest("nav");
    row.scrollLeft = here.offsetLeft - row.offsetLeft - (row.clientWidth - here.offsetWidth) / 2;
  }

  // What is wrong with a form is read first.
  const wrong = first(".mistakes");
  if (wrong) wrong.focus();

  // A form is sent once.
  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (event.target.dataset.sent) { event.preventDefault(); return; }
    if (event.target.method === "post") event.target.dataset.sent = "1";
    if (button && button.dataset.busy) button.textContent = button.dataset.busy;
  });
  addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));

  // Files may be dropped anywhere on the form that takes them.
  const files = first("input[type=file][multiple]");
  if (files) {
    document.addEventListener("dragover", (event) => event.preventDefault());
    document.addEventListener("drop", (event) => {
      event.preventDefault();
      if (event.dataTransfer.files.length) { files.files = event.dataTransfer.files; files.focus(); }
    });
  }
})();
