import {
  cloneAuthKindSchema,
  cloneFailureSchema,
  type CloneAuthKind,
  type CloneFailure,
} from "@signalbox/shared";
import { z } from "zod";
import type { Problem } from "../../../lib/errors.ts";

const detailsSchema = z.object({
  failure: cloneFailureSchema.nullable().catch(null),
  authKind: cloneAuthKindSchema.nullable().catch(null),
  rejected: z.boolean().catch(false),
  host: z.string().nullable().catch(null),
  url: z.string().catch(""),
  /** What git said. */
  stderr: z.string().catch(""),
  hostKey: z.object({ fingerprint: z.string(), type: z.string() }).nullable().catch(null),
});

/** A failed clone: what a person is told, and the facts that say what can be offered. */
export interface CloneProblem extends Problem {
  failure: CloneFailure | null;
  authKind: CloneAuthKind | null;
  rejected: boolean;
  host: string | null;
  url: string;
  stderr: string;
  hostKey: { fingerprint: string; type: string } | null;
}

export function cloneProblemOf(problem: Problem): CloneProblem {
  return { ...problem, ...detailsSchema.parse(problem.details) };
}
