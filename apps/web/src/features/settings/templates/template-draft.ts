import { t } from "@lingui/core/macro";
import { promptTemplateSchema, type InputIssue, type PromptTemplate } from "@signalbox/shared";
import { issuesOf } from "../../../lib/errors.ts";

/** The template that was typed, or what is wrong with it. */
export function readTemplate(
  draft: PromptTemplate,
): { ok: true; template: PromptTemplate } | { ok: false; issues: InputIssue[] } {
  const template = { ...draft, name: draft.name.trim() };
  const parsed = promptTemplateSchema.safeParse(template);
  if (parsed.success) return { ok: true, template };
  const help = {
    name: t`Give it a name of at most 80 characters.`,
    prompt: t`Give a prompt of at most 20,000 characters.`,
  };
  return { ok: false, issues: issuesOf(parsed.error, help) };
}

/** The templates with one put in its place, or at the end when it is new. */
export function withTemplate(
  templates: readonly PromptTemplate[],
  template: PromptTemplate,
): PromptTemplate[] {
  return templates.some(({ id }) => id === template.id)
    ? templates.map((one) => (one.id === template.id ? template : one))
    : [...templates, template];
}

/** The templates with one moved by so many places, within the list. */
export function moved(
  templates: readonly PromptTemplate[],
  id: string,
  by: -1 | 1,
): PromptTemplate[] {
  const from = templates.findIndex((template) => template.id === id);
  const template = templates[from];
  const to = from + by;
  if (!template || to < 0 || to >= templates.length) return [...templates];
  return templates.toSpliced(from, 1).toSpliced(to, 0, template);
}
