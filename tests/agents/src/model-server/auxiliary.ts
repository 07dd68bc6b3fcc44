import type { Json } from "./types.ts";

/** An answer that fits what agents ask models for beside the work: a title, a choice of model, whether a topic is new. */
export function auxiliaryText(body: Json): string {
  const asked = JSON.stringify(body);
  if (/model_choice|complexity_score/.test(asked)) {
    const reasoning = "scripted";
    const score = { complexity_reasoning: reasoning, complexity_score: 1 };
    return JSON.stringify({ ...score, reasoning, model_choice: "flash" });
  }
  if (asked.includes("isNewTopic")) return JSON.stringify({ isNewTopic: false, title: null });
  if (/"title"/.test(asked) && asked.includes("schema")) {
    return JSON.stringify({ title: "Scripted title" });
  }
  return "Scripted title";
}
