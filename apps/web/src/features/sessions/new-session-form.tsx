import type { RouterOutputs } from "@signalbox/api/router";
import { defaultOrchestrator, type InputIssue, type Orchestrator } from "@signalbox/shared";
import { useState, type FormEvent } from "react";
import { issueAt, problemOf } from "../../lib/errors.ts";
import { submitOnCtrlEnter } from "../../lib/submit-keys.ts";
import { trpc } from "../../lib/trpc.ts";
import { useFocusInvalid } from "../../lib/use-focus-invalid.ts";
import { Button } from "../../ui/button.tsx";
import { Field, Input, Textarea } from "../../ui/field.tsx";
import { FormProblem } from "../../ui/notice.tsx";
import { Select } from "../../ui/select.tsx";
import { AgentChoice, type AgentDraft } from "../agents/agent-choice.tsx";
import { readModel } from "../agents/options-draft.ts";
import { OrchestratorChoice } from "../orchestrators/orchestrator-choice.tsx";
import { issuesAtRows, newRunDraft, readRunDraft } from "../runs/run-draft.ts";
import { BudgetFields, ChecksFields } from "../runs/run-fields.tsx";
import { samplePreset } from "./sample-preset.ts";
import { useCreateSession } from "./use-create-session.ts";
import { nameOfPrompt } from "./name-of-prompt.ts";

type Session = RouterOutputs["sessions"]["create"];

/** Everything that a session and its first run need; starts both. */
export function NewSessionForm({
  repositories,
  repositoryId,
  onRepositoryChange,
  sample,
  onStarted,
}: {
  repositories: RouterOutputs["repositories"]["list"]["items"];
  repositoryId: string | null;
  onRepositoryChange: (id: string) => void;
  sample: boolean;
  onStarted: (session: Session) => void;
}) {
  const [name, setName] = useState("");
  const [orchestrator, setOrchestrator] = useState<Orchestrator>(defaultOrchestrator);
  const [agent, setAgent] = useState<AgentDraft>({
    agent: sample ? samplePreset.agent : null,
    model: "",
    effort: "",
  });
  const [baseBranch, setBaseBranch] = useState<{ repositoryId: string; branch: string } | null>(
    null,
  );
  const [draft, setDraft] = useState(() =>
    newRunDraft(sample ? samplePreset : { prompt: "", checks: [] }),
  );
  const [issues, setIssues] = useState<InputIssue[]>([]);
  const form = useFocusInvalid(issues);
  const branches = trpc.repositories.branches.useQuery(
    { id: repositoryId ?? "" },
    { enabled: repositoryId !== null },
  );
  const create = useCreateSession(onStarted);

  const problem = create.isError ? problemOf(create.error) : null;
  const allIssues = [...issues, ...(problem ? issuesAtRows(problem.issues, draft) : [])];
  // A branch that was chosen belongs to the repository it was chosen in.
  const chosenBranch = baseBranch?.repositoryId === repositoryId ? baseBranch?.branch : undefined;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (create.isPending) return;
    const run = readRunDraft(draft);
    const found = [
      ...(repositoryId ? [] : [{ path: "repositoryId", message: "Choose a repository." }]),
      ...(run.ok ? [] : run.issues),
    ];
    setIssues(found);
    if (!repositoryId || !run.ok) return;
    create.mutate({
      session: {
        repositoryId,
        name: name.trim() || nameOfPrompt(run.input.prompt) || undefined,
        orchestrator,
        agent: agent.agent ?? undefined,
        agentOptions: readModel(agent),
        baseBranch: chosenBranch,
      },
      run: run.input,
    });
  };

  return (
    <form
      ref={form}
      className="flex max-w-3xl flex-col gap-5"
      noValidate
      onSubmit={submit}
      onKeyDown={submitOnCtrlEnter}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Repository" error={issueAt(allIssues, "repositoryId")}>
          {(control) => (
            <Select
              control={control}
              items={repositories.map((repository) => ({
                value: repository.id,
                label: repository.name,
              }))}
              value={repositoryId}
              onChange={onRepositoryChange}
              placeholder="Choose a repository"
            />
          )}
        </Field>
        <Field
          label="Base branch"
          error={
            issueAt(allIssues, "baseBranch") ??
            (branches.isError ? problemOf(branches.error).message : null)
          }
        >
          {(control) => (
            <Select
              control={control}
              items={ownFirst(branches.data?.branches ?? []).map((branch) => ({
                value: branch,
                label: branch,
              }))}
              value={chosenBranch ?? branches.data?.defaultBranch ?? null}
              onChange={(branch) => repositoryId && setBaseBranch({ repositoryId, branch })}
              placeholder={repositoryId ? "Reading branches…" : "Choose a repository first"}
              disabled={!branches.data}
            />
          )}
        </Field>
      </div>
      <Field
        label="Prompt"
        description="What the agent is to do. It gets the same prompt in every iteration; the state of the work is in the files."
        error={issueAt(allIssues, "prompt")}
      >
        {(control) => (
          <Textarea
            {...control}
            rows={5}
            value={draft.prompt}
            onChange={(event) => setDraft({ ...draft, prompt: event.target.value })}
          />
        )}
      </Field>
      <OrchestratorChoice
        value={orchestrator}
        onChange={setOrchestrator}
        error={issueAt(allIssues, "orchestrator")}
      />
      <AgentChoice draft={agent} onChange={setAgent} issues={allIssues} />
      <ChecksFields
        draft={draft}
        issues={allIssues}
        onChange={(change) => setDraft({ ...draft, ...change })}
      />
      <BudgetFields
        draft={draft}
        issues={allIssues}
        onChange={(change) => setDraft({ ...draft, ...change })}
      />
      <Field
        label="Session name (optional)"
        description="Without one, the beginning of the prompt is the name."
        error={issueAt(allIssues, "name")}
      >
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      {/* In reach wherever the form is scrolled to. */}
      <div className="sticky bottom-0 z-10 -mx-4 -mb-5 flex flex-wrap items-center gap-x-3 gap-y-1 border-t bg-bg px-4 py-3 md:mx-0 md:-mb-7 md:px-0">
        <FormProblem problem={problem} className="w-full" />
        <Button type="submit" variant="primary" pending={create.isPending}>
          {create.isPending ? "Starting…" : "Start session"}
        </Button>
        <span className="text-xs text-ink-3">
          or <kbd className="font-mono">Ctrl</kbd>/<kbd className="font-mono">⌘</kbd> +{" "}
          <kbd className="font-mono">Enter</kbd>
        </span>
        {issues.length > 0 && (
          <p role="alert" className="text-sm text-bad">
            Something above needs your attention.
          </p>
        )}
      </div>
    </form>
  );
}

/** The person's own branches before those of sessions, of which there may be hundreds. */
function ownFirst(branches: readonly string[]): string[] {
  const isOfSession = (branch: string) => branch.startsWith("signalbox/");
  return branches.toSorted((one, other) => Number(isOfSession(one)) - Number(isOfSession(other)));
}
