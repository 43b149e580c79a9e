// Names while one types, and a sign that the ensemble is at work.
(function () {
  "use strict";
  const list = document.getElementById("names");
  let waiting = 0;
  let last = "";
  const offer = async (text) => {
    if (text.length < 2 || text === last) return;
    last = text;
    const reply = await fetch(`/api/search?q=${encodeURIComponent(text)}`);
    if (!reply.ok) return;
    const found = (await reply.json()).filter((item) => item.type === "entity" || item.type === "perturbation").slice(0, 20);
    list.replaceChildren(...found.map((item) => Object.assign(document.createElement("option"), { value: item.label })));
  };
  for (const input of document.querySelectorAll("[data-names]")) {
    input.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => offer(input.value.trim()), 160);
    });
  }
  const form = document.querySelector("form.ask");
  if (form) {
    form.addEventListener("submit", () => {
      for (const field of form.querySelectorAll("select,input")) if (!field.value) field.disabled = true;
      form.querySelector(".main").textContent = "Drawing strengths …";
    });
    window.addEventListener("pageshow", () => {
      for (const field of form.querySelectorAll(":disabled")) field.disabled = false;
      form.querySelector(".main").textContent = "Answer";
    });
  }
})();
