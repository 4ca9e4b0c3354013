// Brings new messages in, keeps "5 min ago" true, counts characters. Everything works without it.
(() => {
  "use strict";
  const EVERY = 4000;
  const words = document.body.dataset;

  const list = document.getElementById("posts");
  const news = document.getElementById("news");
  const newer = document.querySelector(".newer");
  let waiting = [];

  function say(count) {
    return count === 1 ? words.newOne : words.newMany.replace("{0}", count);
  }

  function bringIn(articles) {
    for (const article of articles) {
      article.classList.add("fresh");
    }
    if (list.dataset.order === "oldest") {
      list.append(...articles);
    } else {
      list.prepend(...articles);
    }
    document.querySelector(".empty")?.remove();
  }

  // Only somebody at the top, who is doing nothing else, gets messages pushed in; everybody else is asked.
  function mayMove() {
    const busy = list.contains(document.activeElement) || list.matches(":hover");
    return list.dataset.order === "oldest" || (window.scrollY < 120 && !busy && waiting.length === 0);
  }

  function offer() {
    newer.textContent = say(waiting.length);
    newer.hidden = waiting.length === 0;
  }

  async function look() {
    if (document.hidden) {
      return;
    }
    const answer = await fetch(list.dataset.live + "?after=" + list.dataset.after);
    if (!answer.ok) {
      return;
    }
    list.dataset.after = answer.headers.get("Town-After");
    const fragment = new DOMParser().parseFromString(await answer.text(), "text/html");
    const articles = [...fragment.querySelectorAll("article")].filter((each) => !document.getElementById(each.id));
    if (articles.length === 0) {
      return;
    }
    news.textContent = say(articles.length);
    if (mayMove()) {
      bringIn(articles);
    } else {
      waiting = [...articles, ...waiting];
      offer();
    }
  }

  async function keepLooking() {
    try {
      await look();
    } catch {
      // The town is closed for the moment; look again later.
    }
    setTimeout(keepLooking, EVERY);
  }

  if (list?.dataset.live) {
    newer?.addEventListener("click", () => {
      bringIn(waiting);
      waiting = [];
      offer();
      window.scrollTo({ top: 0 });
      list.querySelector(".name")?.focus();
    });
    setTimeout(keepLooking, EVERY);
  }

  function ago(time) {
    const minutes = Math.floor((Date.now() - Date.parse(time.dateTime)) / 60000);
    if (minutes < 1) {
      time.textContent = words.now;
    } else if (minutes < 60) {
      time.textContent = words.minutes.replace("{0}", minutes);
    } else if (minutes < 1440) {
      time.textContent = words.hours.replace("{0}", Math.floor(minutes / 60));
    }
  }
  setInterval(() => document.querySelectorAll("time").forEach(ago), 20000);

  const text = document.getElementById("text");
  const left = document.querySelector("[data-left]");
  text?.addEventListener("input", () => {
    const count = 500 - [...text.value].length;
    left.textContent = count;
    left.classList.toggle("few", count < 50);
  });
  text?.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      text.form.requestSubmit();
    }
  });
})();
