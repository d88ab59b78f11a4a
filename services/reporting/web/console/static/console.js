"use strict";
// Charts, local times, printing, and the live board. Everything reads well without it.

const money = (figure) => figure.endsWith("_fen");
const amount = (figure, n) =>
  money(figure)
    ? (n / 100).toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 })
    : n.toLocaleString("en-US");
const language = document.documentElement.lang;

function localTimes(root) {
  for (const each of root.querySelectorAll("time[datetime]")) {
    const moment = new Date(each.dateTime);
    each.title = each.dateTime;
    each.textContent = moment.toLocaleString(language, { dateStyle: "short", timeStyle: "short" });
  }
}

function drawCharts() {
  const style = getComputedStyle(document.documentElement);
  const ink = style.getPropertyValue("--muted").trim();
  const grid = { stroke: style.getPropertyValue("--line").trim(), width: 1 };
  const colours = ["--accent", "--good", "--bad", "--muted"].map((name) => style.getPropertyValue(name).trim());
  for (const place of document.querySelectorAll("[data-chart]")) {
    const told = JSON.parse(document.getElementById(place.dataset.chart).textContent);
    const days = told.days.map((day) => Date.parse(day + "T00:00:00Z") / 1000);
    const names = Object.keys(told.series);
    const options = {
      width: place.clientWidth,
      height: 220,
      tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), "UTC"),
      axes: [{ stroke: ink, grid }, { stroke: ink, grid }],
      scales: { y: { range: (_, __, most) => [0, Math.max(1, most * 1.1)] } },
      series: [
        { label: told.day, value: "{YYYY}-{MM}-{DD}" },
        ...names.map((name, i) => ({
          label: told.names[name] || name,
          stroke: colours[i % colours.length],
          width: 2,
          dash: i > 1 ? [6, 4] : undefined,
          points: { show: days.length < 40 },
        })),
      ],
    };
    const plot = new uPlot(options, [days, ...names.map((name) => told.series[name])], place);
    new ResizeObserver(() => plot.setSize({ width: place.clientWidth, height: 220 })).observe(place);
  }
}

function set(element, text) {
  if (element && element.textContent !== text) {
    element.textContent = text;
    element.classList.remove("changed");
    void element.offsetWidth;
    element.classList.add("changed");
  }
}

function cell(row, kind, text) {
  const made = document.createElement(kind);
  made.textContent = text;
  row.append(made);
  return made;
}

function board() {
  const told = document.getElementById("board-data");
  if (!told) return;
  const table = document.getElementById("cases");
  const words = JSON.parse(table.dataset.words);
  const state = document.getElementById("live");
  let ahead = 0; // the server's clock less this one's; a demo's clock may be days away
  let dues = [];

  function left(due, paused) {
    if (paused) return words.paused;
    if (!due) return "–";
    const minutes = Math.floor((Date.parse(due) - (Date.now() + ahead)) / 60000);
    const size = Math.abs(minutes);
    const text = size >= 1440 ? `${Math.floor(size / 1440)} d ${Math.floor((size % 1440) / 60)} h` : size >= 60 ? `${Math.floor(size / 60)} h ${size % 60} min` : `${size} min`;
    return minutes < 0 ? `${words.overdue} ${text}` : text;
  }

  function tick() {
    for (const { element, due, paused } of dues) {
      const text = left(due, paused);
      element.textContent = text;
      element.classList.toggle("bad", text.startsWith(words.overdue));
    }
  }

  function show(now) {
    ahead = Date.parse(now.now) - Date.now();
    for (const [figure, n] of Object.entries(now.totals)) set(document.querySelector(`.tile [data-figure="${figure}"]`), amount(figure, n));
    for (const venue of now.venues) {
      const row = document.querySelector(`#venues tr[data-venue="${CSS.escape(venue.venue_id)}"]`);
      if (!row || row.dataset.day !== venue.day) return location.reload(); // a new venue, or a new day
      for (const place of row.querySelectorAll("[data-figure]")) set(place, amount(place.dataset.figure, venue[place.dataset.figure]));
    }
    dues = [];
    const rows = now.cases.map((one) => {
      const row = document.createElement("tr");
      row.dataset.case = one.case_id;
      const link = document.createElement("a");
      link.href = `/console/cards/case/${encodeURIComponent(one.case_id)}`;
      link.textContent = one.number || one.case_id;
      cell(row, "th", "").append(link);
      for (const text of [one.kind, one.category, one.severity, one.level]) cell(row, "td", words[text] || text);
      const due = cell(row, "td", "–");
      if (one.due_at) due.innerHTML = `<time datetime="${new Date(one.due_at).toISOString()}"></time>`;
      dues.push({ element: cell(row, "td", ""), due: one.due_at, paused: one.clock === "paused" });
      return row;
    });
    table.tBodies[0].replaceChildren(...rows);
    table.hidden = rows.length === 0;
    document.getElementById("no-cases").hidden = rows.length > 0;
    localTimes(table);
    tick();
  }

  show(JSON.parse(told.textContent));
  setInterval(tick, 1000);
  const source = new EventSource("/v1/live");
  const say = (word, on) => {
    if (state.textContent !== word) state.textContent = word;
    state.className = `state ${on ? "on" : "off"}`;
  };
  source.onopen = () => say(state.dataset.connected, true);
  source.onerror = () => {
    say(state.dataset.lost, false);
    // Refused, the browser gives up: a page asked for anew leads to the sign-in, where that is what is missing.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), 10000);
  };
  source.addEventListener("board", (message) => show(JSON.parse(message.data)));
}

function scrollers() {
  for (const each of document.querySelectorAll(".wide")) {
    const watch = new ResizeObserver(() => {
      if (each.scrollWidth > each.clientWidth) each.tabIndex = 0; // by keyboard too
      else each.removeAttribute("tabindex");
    });
    watch.observe(each);
    for (const child of each.children) watch.observe(child);
  }
}

localTimes(document);
drawCharts();
board();
scrollers();
for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => window.print());
