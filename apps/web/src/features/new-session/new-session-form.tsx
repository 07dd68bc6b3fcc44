import { t } from "@lingui/core/macro";
import type { RouterOutputs } from "@signalbox/api/router";
import type { ReactNode } from "react";
import { issueAt } from "../../lib/errors.ts";
import { submitOnCtrlEnter } from "../../lib/submit-keys.ts";
import { useFocusInvalid } from "../../lib/use-focus-invalid.ts";
import { Field, Input } from "../../ui/field.tsx";
import { HelpSteps } from "../../ui/help-steps.tsx";
import { QueryProblem } from "../../ui/notice.tsx";
import { LoadingWords, Skeleton } from "../../ui/skeleton.tsx";
import { AgentChoice } from "../agents/agent-choice.tsx";
import { OrchestratorChoice } from "../orchestrators/orchestrator-choice.tsx";
import { BudgetFields } from "../runs/budget-fields.tsx";
import { ChecksFields } from "../runs/checks-fields.tsx";
import { BasePicker } from "./base-picker.tsx";
import { remembered, useDraft } from "./draft-store.ts";
import { FormEnd } from "./form-end.tsx";
import { PromptEditor } from "./prompt/prompt-editor.tsx";
import { RepositoryPicker } from "./repository-picker.tsx";
import { heldChoices, type Choices } from "./session-draft.ts";
import { useKnown } from "./use-known.ts";
import { useSubmit } from "./use-submit.ts";

type Repository = RouterOutputs["repositories"]["get"];

/** Everything that a session and its first run need: what is to be done at the left, how at the right. */
export function NewSessionForm({
  repository,
  isGone,
  sample,
  onRepositoryChange,
  onAddRepository,
}: {
  repository: Repository | null;
  /** The repository of the address is not there. */
  isGone: boolean;
  sample: boolean;
  onRepositoryChange: (repository: Repository) => void;
  onAddRepository: () => void;
}) {
  const { draft, store } = useDraft(sample);
  const { known, failed } = useKnown();
  const repositoryId = repository?.id ?? null;
  const place = repositoryId ?? "";
  const last = remembered.use(place);
  // What was chosen before there was a repository holds for the one that is chosen then.
  const touched = { ...draft.choices[""], ...draft.choices[place] };
  const choices = known && heldChoices(touched, last, sample, known);
  const choose = (path: string, choice: Choices) => {
    change(path);
    store.update((now) => ({
      ...now,
      choices: { ...now.choices, [place]: { ...now.choices[place], ...choice } },
    }));
  };
  const filled = choices && {
    repositoryId,
    name: draft.name,
    choices,
    run: {
      ...choices.budget,
      prompt: draft.prompt,
      checks: choices.checks,
      conversation: "fresh" as const,
    },
  };
  const { submit, sentIssues, issues, change, help, ...outcome } = useSubmit(filled, store);
  const form = useFocusInvalid(sentIssues);
  const agent = known?.agents.find(({ id }) => id === choices?.agent?.agent);

  return (
    <form
      ref={form}
      className="flex min-h-0 flex-1 flex-col"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit(true);
      }}
      onKeyDown={submitOnCtrlEnter}
    >
      <div className="flex min-h-0 flex-1 scroll-pb-4 flex-col overflow-y-auto lg:grid lg:grid-cols-[minmax(0,1fr)_minmax(0,27rem)] lg:overflow-hidden">
        <div className="flex shrink-0 flex-col gap-4 p-4 sm:px-5 lg:min-h-0 lg:overflow-y-auto">
          <div className="grid gap-4 sm:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
            <HelpfulField
              label={t`Repository`}
              error={
                issueAt(issues, "repositoryId") ??
                (isGone ? t`The repository of this address is not here any more.` : null)
              }
              help={help["repositoryId"]}
            >
              {(control) => (
                <RepositoryPicker
                  control={control}
                  value={repository}
                  onChange={(next) => {
                    change("repositoryId");
                    onRepositoryChange(next);
                  }}
                  onAdd={onAddRepository}
                />
              )}
            </HelpfulField>
            <HelpfulField
              label={t`Base branch`}
              error={issueAt(issues, "baseBranch")}
              help={help["baseBranch"]}
            >
              {(control) => (
                <BasePicker
                  control={control}
                  repositoryId={repositoryId}
                  defaultBranch={repository?.defaultBranch ?? null}
                  value={choices?.base ?? null}
                  onChange={(base) => choose("baseBranch", { base })}
                />
              )}
            </HelpfulField>
          </div>
          <PromptEditor
            label={t`Prompt`}
            description={t`What the agent is to do. It gets the same prompt in every iteration; the state of the work is in the files.`}
            error={issueAt(issues, "prompt")}
            value={draft.prompt}
            onChange={(prompt) => {
              change("prompt");
              store.update((now) => ({ ...now, prompt }));
            }}
            repositoryId={repositoryId}
            rows={6}
            isFilling
          />
          <Field
            label={t`Session name (optional)`}
            description={t`Without one, the beginning of the prompt is the name.`}
            error={issueAt(issues, "name")}
          >
            {(control) => (
              <Input
                {...control}
                autoComplete="off"
                value={draft.name}
                onChange={(event) => {
                  change("name");
                  store.update((now) => ({ ...now, name: event.target.value }));
                }}
              />
            )}
          </Field>
        </div>
        <div className="flex shrink-0 flex-col gap-5 border-t p-4 sm:px-5 lg:min-h-0 lg:overflow-y-auto lg:border-t-0 lg:border-l">
          {failed && <QueryProblem error={failed.error} onRetry={() => void failed.refetch()} />}
          {!failed && !(known && choices) && <ChoicesSkeleton />}
          {known && choices && (
            <>
              <OrchestratorChoice
                orchestrators={known.orchestrators}
                value={choices.orchestrator}
                onChange={(orchestrator) => choose("orchestrator", { orchestrator })}
                error={issueAt(issues, "orchestrator")}
                help={help["orchestrator"]}
              />
              <AgentChoice
                agents={known.agents}
                options={known.settings.agentOptions}
                draft={choices.agent}
                issues={issues}
                help={help["agent"]}
                onChange={(next) => {
                  change("agentOptions");
                  choose("agent", { agent: next });
                }}
              />
              <ChecksFields
                checks={choices.checks}
                repositoryId={repositoryId}
                issues={issues}
                onChange={(checks) => choose("checks", { checks })}
              />
              <BudgetFields
                budget={choices.budget}
                issues={issues}
                tellsCost={agent?.abilities.cost !== "unknown"}
                onChange={(limit) => choose("budget", { budget: { ...choices.budget, ...limit } })}
              />
            </>
          )}
        </div>
      </div>
      <FormEnd
        {...outcome}
        isReady={filled !== null}
        hasIssues={issues.length > 0}
        onCreateOnly={() => submit(false)}
      />
    </form>
  );
}

/** A field whose error comes with steps that a person can take. */
function HelpfulField({
  help = [],
  ...field
}: React.ComponentProps<typeof Field> & {
  help?: readonly string[];
  children: unknown;
}): ReactNode {
  return (
    <div className="min-w-0 text-xs">
      <Field {...field} />
      <HelpSteps help={help} />
    </div>
  );
}

function ChoicesSkeleton() {
  return (
    <>
      <LoadingWords what={t`orchestrators and agents`} />
      <Skeleton className="h-60" />
      <Skeleton className="h-80" />
    </>
  );
}
