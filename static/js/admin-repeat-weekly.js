// Copies the last session of an event to the following weeks. The museum's clock knows no summer time, so the same
// hour a week later is the same text in the field.
const WEEK = 7;

function laterBy(text, days) {
    const match = /^(\d{4})-(\d{2})-(\d{2})(.*)$/.exec(text.trim());
    if (!match) return "";
    const day = new Date(Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]) + days));
    return day.toISOString().slice(0, 10) + match[4];
}

function lastSession(prefix) {
    const total = Number(document.getElementById(`id_${prefix}-TOTAL_FORMS`).value);
    for (let index = total - 1; index >= 0; index -= 1) {
        const field = (name) => document.getElementById(`id_${prefix}-${index}-${name}`);
        if (field("DELETE")?.value !== "1" && field("starts_at")?.value) return field;
    }
    return null;
}

function addSession(prefix, source, days) {
    document.getElementById(`id_${prefix}-ADD`).click();
    const index = Number(document.getElementById(`id_${prefix}-TOTAL_FORMS`).value) - 1;
    const field = (name) => document.getElementById(`id_${prefix}-${index}-${name}`);
    for (const name of ["starts_at", "ends_at"]) {
        field(name).value = laterBy(source(name).value, days);
        field(name).dispatchEvent(new Event("change", { bubbles: true }));
    }
    field("all_day").checked = source("all_day").checked;
}

document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-repeat-weekly] button");
    if (!button) return;
    const box = button.closest("[data-repeat-weekly]");
    const status = box.querySelector("[role=status]");
    const source = lastSession(box.dataset.repeatWeekly);
    const weeks = Math.min(52, Math.max(1, Number(box.querySelector("input").value) || 1));
    if (!source || !laterBy(source("starts_at").value, WEEK)) {
        status.textContent = status.dataset.empty;
        return;
    }
    for (let week = 1; week <= weeks; week += 1) addSession(box.dataset.repeatWeekly, source, week * WEEK);
    status.textContent = status.dataset.done;
});
