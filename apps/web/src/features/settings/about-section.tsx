import { i18n } from "@lingui/core";
import { t } from "@lingui/core/macro";
import { Plural, Trans } from "@lingui/react/macro";
import type { SystemInfo } from "@signalbox/shared";
import { Link } from "@tanstack/react-router";
import { ClipboardCopy } from "lucide-react";
import type { ReactNode } from "react";
import { useConnection } from "../../lib/connection.ts";
import { copyText } from "../../lib/copy-text.ts";
import { formatAgo, formatBytes } from "../../lib/format.ts";
import { useTheme } from "../../lib/theme.ts";
import { trpc } from "../../lib/trpc.ts";
import { useNow } from "../../lib/use-now.ts";
import { Button } from "../../ui/button.tsx";
import { CopyableCode } from "../../ui/help-steps.tsx";
import { QueryProblem } from "../../ui/notice.tsx";
import { LoadingWords, Skeleton } from "../../ui/skeleton.tsx";
import { bugReport } from "./bug-report.ts";
import { HealthLine } from "./health-line.tsx";
import { SettingsPart } from "./settings-part.tsx";

/** What this server is, how it does, and what helps with a bug. */
export function AboutSection() {
  const info = trpc.system.info.useQuery();
  if (info.isLoadingError) {
    return <QueryProblem error={info.error} onRetry={() => void info.refetch()} />;
  }
  if (!info.data) {
    return (
      <>
        <LoadingWords what={t`versions and sizes`} />
        <Skeleton className="h-64" />
      </>
    );
  }
  return (
    <div className="flex flex-col gap-6">
      <Server info={info.data} />
      <Health info={info.data} />
      <Report info={info.data} />
    </div>
  );
}

function Server({ info }: { info: SystemInfo }) {
  const now = useNow(30_000);
  return (
    <SettingsPart id="server" title={t`This server`}>
      <Facts>
        <Fact name={t`Version`}>{info.version}</Fact>
        <Fact name={t`Started`}>
          <time
            dateTime={info.startedAt}
            title={i18n.date(info.startedAt, { dateStyle: "medium", timeStyle: "medium" })}
          >
            {formatAgo(Date.parse(info.startedAt), now)}
          </time>
        </Fact>
        <Fact name={t`Data folder`}>
          <CopyableCode text={info.home} />
        </Fact>
      </Facts>
    </SettingsPart>
  );
}

function Health({ info: { sizes, agents, orchestrators } }: { info: SystemInfo }) {
  const connection = useConnection();
  const usable = agents.filter(({ available, login }) => available && login !== "no").length;
  const drivers = orchestrators.filter(({ available }) => available);
  return (
    <SettingsPart id="health" title={t`Health`}>
      <ul className="flex max-w-2xl flex-col divide-y rounded-md border bg-surface">
        <HealthLine
          isWell={connection === "connected"}
          name={t`Connection`}
          detail={connection === "connected" ? t`Live` : t`Interrupted: what is shown may be old`}
        />
        <HealthLine
          isWell
          name={t`Database`}
          detail={t`${formatBytes(sizes.databaseBytes)}, and it answers`}
        />
        <HealthLine
          isWell
          name={t`Journals`}
          detail={
            <Plural
              value={sizes.journalCount}
              one={`# journal, ${formatBytes(sizes.journalBytes)}`}
              other={`# journals, ${formatBytes(sizes.journalBytes)}`}
            />
          }
          action={
            <Link
              to="/settings/$section"
              params={{ section: "retention" }}
              className="font-medium text-accent underline"
            >
              <Trans>Retention</Trans>
            </Link>
          }
        />
        <HealthLine
          isWell
          name={t`Worktrees`}
          detail={<Plural value={sizes.worktreeCount} one="# worktree" other="# worktrees" />}
        />
        <HealthLine
          isWell={drivers.length > 0}
          name={t`Orchestrators`}
          detail={drivers.map(({ name }) => name).join(", ") || t`None works here`}
        />
        <HealthLine
          isWell={usable > 0}
          name={t`Agents`}
          detail={<Plural value={usable} one="# agent is ready" other="# agents are ready" />}
          action={
            <Link to="/agents" className="font-medium text-accent underline">
              <Trans>Agents</Trans>
            </Link>
          }
        />
      </ul>
    </SettingsPart>
  );
}

function Report({ info }: { info: SystemInfo }) {
  const theme = useTheme();
  const browser = { userAgent: navigator.userAgent, language: i18n.locale, theme };
  const text = bugReport(info, browser, new Date());
  return (
    <SettingsPart
      id="report"
      title={t`Bug report`}
      description={t`Versions, sizes and what works. No paths, prompts, names or secrets.`}
    >
      <pre
        tabIndex={0}
        aria-label={t`What is copied`}
        className="max-h-64 max-w-2xl overflow-auto rounded-md border bg-sunken px-3 py-2 font-mono text-xs leading-[18px] whitespace-pre-wrap"
      >
        {text}
      </pre>
      <Button className="self-start" onClick={() => copyText(text, t`The report`)}>
        <ClipboardCopy aria-hidden className="size-4" />
        <Trans>Copy for a bug report</Trans>
      </Button>
    </SettingsPart>
  );
}

function Facts({ children }: { children: ReactNode }) {
  return <dl className="grid max-w-2xl gap-y-1.5 text-sm">{children}</dl>;
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 gap-2">
      <dt className="w-28 shrink-0 leading-5 text-ink-3">{name}</dt>
      <dd className="min-w-0 [overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}
