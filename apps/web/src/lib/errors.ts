import { t } from "@lingui/core/macro";
import {
  domainErrorDataSchema,
  inputIssueSchema,
  type DomainCode,
  type InputIssue,
} from "@signalbox/shared";
import { TRPCClientError } from "@trpc/client";
import { z } from "zod";

/** A failure as a person is told about it: one sentence, steps to take, and what is wrong with which field. */
export interface Problem {
  code: DomainCode | null;
  message: string;
  help: string[];
  issues: InputIssue[];
  details: Record<string, unknown>;
}

const failureDataSchema = z.object({ domain: domainErrorDataSchema });
const issuesSchema = z.object({ issues: z.array(inputIssueSchema) });

/** Read any failure of a call. What carries no domain data is a lost connection or a defect, and says so. */
export function problemOf(error: unknown): Problem {
  const data = error instanceof TRPCClientError ? failureDataSchema.safeParse(error.data) : null;
  if (error instanceof TRPCClientError && data?.success) {
    const { code, help, details } = data.data.domain;
    const issues = issuesSchema.safeParse(details);
    return { code, message: error.message, help, issues: issues.data?.issues ?? [], details };
  }
  if (error instanceof TRPCClientError && error.data) return plain(error.message);
  if (error instanceof TRPCClientError) {
    return plain(t`The connection to the server was lost before it answered.`, [
      t`Wait until the page says that it is connected again.`,
      t`Look whether it was done; if not, try again.`,
    ]);
  }
  return plain(error instanceof Error ? error.message : String(error));
}

function plain(message: string, help: string[] = []): Problem {
  return { code: null, message, help, issues: [], details: {} };
}

/** Whether the server said no for a reason that it knows: trying again does not change that. */
export function isRefusal(error: unknown): boolean {
  return problemOf(error).code !== null;
}

/** What is wrong with an input that was checked in the page, in the server's form; `help` has better words for some paths. */
export function issuesOf(error: z.ZodError, help: Record<string, string> = {}): InputIssue[] {
  return error.issues.map((issue) => {
    // Of a key that is wrong, zod says what is wrong with it one level below.
    const cause = issue.code === "invalid_key" ? issue.issues[0] : undefined;
    const path = issue.path.join(".");
    return { path, message: help[path] ?? (cause ?? issue).message };
  });
}

/** The message for one field; null when nothing is wrong with it. */
export function issueAt(issues: InputIssue[], path: string): string | null {
  return issues.find((issue) => issue.path === path)?.message ?? null;
}
