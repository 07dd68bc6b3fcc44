import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useState, type Ref } from "react";
import type { Problem } from "../../../lib/errors.ts";
import { Button } from "../../../ui/button.tsx";
import { Disclosure } from "../../../ui/disclosure.tsx";
import { HelpSteps } from "../../../ui/help-steps.tsx";
import { Notice, ProblemNotice } from "../../../ui/notice.tsx";
import { ProgramText } from "../../../ui/program-text.tsx";
import type { CloneDraft } from "./clone-panel.tsx";
import type { CloneProblem } from "./clone-problem.ts";
import { CredentialsForm } from "./credentials-form.tsx";
import type { Remembered } from "./followed-clone.tsx";
import { waysOn } from "./failure-ways.ts";
import { HostKeyQuestion } from "./host-key-question.tsx";
import type { CloneInput } from "./use-start-clone.ts";

type Restart = Pick<CloneInput, "credentials" | "trustHostKey" | "partial">;

/** Why a clone ended early, and every way on from there. */
export function CloneFailureView({
  problem,
  remembered,
  restartProblem,
  isRestarting,
  canRestart,
  headingRef,
  onRestart,
  onAgain,
}: {
  problem: CloneProblem;
  remembered: Remembered;
  /** Why the next attempt could not even begin. */
  restartProblem: Problem | null;
  isRestarting: boolean;
  /** Whether it is known what to clone again. */
  canRestart: boolean;
  headingRef: Ref<HTMLParagraphElement>;
  onRestart: (more: Restart) => void;
  onAgain: (change?: Partial<CloneDraft>) => void;
}) {
  const ways = waysOn(problem);
  const [isAsking, setIsAsking] = useState(problem.authKind !== null);
  return (
    <section aria-label={t`Clone ended early`} className="flex min-w-0 flex-col gap-4">
      {/* What is asked for is no mishap, unless it was answered wrongly. */}
      <Notice level={problem.authKind !== null && !problem.rejected ? "info" : ways.level} alert>
        <p ref={headingRef} tabIndex={-1} className="font-medium outline-hidden">
          {problem.message}
        </p>
        <HelpSteps help={problem.help} />
      </Notice>
      {problem.hostKey && problem.failure === "host_key_unknown" && (
        <HostKeyQuestion
          host={problem.host}
          hostKey={problem.hostKey}
          isPending={isRestarting}
          onTrust={(trustHostKey) => onRestart({ trustHostKey })}
        />
      )}
      {isAsking && canRestart && ways.askFor && (
        <CredentialsForm
          kind={ways.askFor}
          problem={problem}
          remembered={remembered}
          isPending={isRestarting}
          onGiven={(credentials) => onRestart({ credentials })}
        />
      )}
      {restartProblem && <ProblemNotice problem={restartProblem} />}
      {problem.stderr.trim() !== "" && <GitWords text={problem.stderr.trim()} />}
      <div className="flex flex-wrap gap-2">
        {ways.mayTryAgain && canRestart && (
          <Button pending={isRestarting} onClick={() => onRestart({})}>
            {isRestarting ? t`Beginning…` : t`Try again`}
          </Button>
        )}
        {ways.mayTryPartial && canRestart && (
          <Button pending={isRestarting} onClick={() => onRestart({ partial: true })}>
            <Trans>Try as a partial clone</Trans>
          </Button>
        )}
        {ways.askFor && !isAsking && canRestart && (
          <Button onClick={() => setIsAsking(true)}>
            <Trans>Give credentials</Trans>
          </Button>
        )}
        {ways.isFolder && (
          <Button onClick={() => onAgain({ directory: null })}>
            <Trans>Choose another folder</Trans>
          </Button>
        )}
        <Button variant="ghost" onClick={() => onAgain()}>
          <Trans>Back to the URL</Trans>
        </Button>
      </div>
    </section>
  );
}

function GitWords({ text }: { text: string }) {
  const [open, setOpen] = useState(false);
  return (
    <Disclosure open={open} onToggle={setOpen} summary={t`What git said`}>
      <ProgramText label={t`Git's own words`} text={text} />
    </Disclosure>
  );
}
