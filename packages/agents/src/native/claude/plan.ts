import { z } from "zod";
import type { AgentUpdate } from "@signalbox/agent-kit";

type PlanEntry = Extract<AgentUpdate, { type: "plan" }>["entries"][number];

const text = z.string();
const priority = z.literal("medium").default("medium");
const status = z.enum(["pending", "in_progress", "completed"]).catch("pending");
const listed = z.object({ newTodos: z.array(z.object({ content: text, status, priority })) });
const created = z.object({ task: z.object({ id: text, subject: text }) });
const changed = z.object({ taskId: text, statusChange: z.object({ to: text }) });
const outcomeSchema = z.union([listed, created, changed]);

/** More entries than a plan is shown with, and longer ones than anybody reads, are not remembered. */
const maxTasks = 100;
const maxTaskLength = 10_000;

/** The plan as the results of the agent's own tools tell it: TodoWrite has it whole, TaskCreate and TaskUpdate one entry. */
export function createClaudePlan() {
  const tasks = new Map<string, PlanEntry>();
  return (result: unknown): AgentUpdate[] => {
    const outcome = outcomeSchema.safeParse(result).data;
    if (outcome === undefined) return [];
    if ("newTodos" in outcome) return [{ type: "plan", entries: outcome.newTodos }];
    if ("task" in outcome) {
      const { id, subject: content } = outcome.task;
      const isShown = tasks.size < maxTasks && id.length + content.length <= maxTaskLength;
      if (isShown) tasks.set(id, { content, priority: "medium", status: "pending" });
    } else {
      const { taskId, statusChange } = outcome;
      const task = tasks.get(taskId);
      if (statusChange.to === "deleted") tasks.delete(taskId);
      else if (task) tasks.set(taskId, { ...task, status: status.parse(statusChange.to) });
    }
    return [{ type: "plan", entries: [...tasks.values()] }];
  };
}
