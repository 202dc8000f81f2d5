// The staff side: which page an address means; strangers are sent to sign in and come back.
// SPDX-License-Identifier: Apache-2.0
import { useSignal } from '@preact/signals';
import { Fragment, type ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { openFor, openKept } from './lib/at_work';
import { watchIdleness } from './lib/idle';
import { first } from './lib/loaded';
import { keepMe, me, refreshMe } from './lib/person';
import { signInHref } from './lib/return_path';
import { start } from './lib/start';
import { askForWorker } from './lib/worker';
import { AccountPage } from './pages/account';
import { AccountsPage } from './pages/accounts';
import { AmendmentPage } from './pages/amendment';
import { AnnualOverviewPage } from './pages/annual_overview';
import { AnnualPlanPage } from './pages/annual_plan';
import { AppealsPage } from './pages/appeals';
import { CheckPage } from './pages/check';
import { ChecksPage } from './pages/checks';
import { ConsolidationPage } from './pages/consolidation';
import { DeadLettersPage } from './pages/dead_letters';
import { DelegationsPage } from './pages/delegations';
import { DraftsPage } from './pages/drafts';
import { EnterFigurePage } from './pages/enter_figure';
import { EnterMoneyPage } from './pages/enter_money';
import { ExchangePage } from './pages/exchange';
import { ExchangeCertificatesPage } from './pages/exchange_certificates';
import { BindingPage, FillingPage } from './pages/filling';
import { InboxPage } from './pages/inbox';
import { LearnedWordsPage } from './pages/learned_words';
import { MachinesPage } from './pages/machines';
import { MailsPage } from './pages/mails';
import { MaintenancePage } from './pages/maintenance';
import { MessagesPage } from './pages/messages';
import { NoticesPage } from './pages/notices';
import { OneAccountPage } from './pages/one_account';
import { OperationsPage } from './pages/operations';
import { OverviewPage } from './pages/overview';
import { OwnDataPage } from './pages/own_data';
import { PasswordPage } from './pages/password';
import { PlanDraftPage } from './pages/plan_draft';
import { ProposalPage } from './pages/proposal';
import { ProposalsPage } from './pages/proposals';
import { ReportPage } from './pages/report';
import { ReportTaskPage } from './pages/report_task';
import { ReportsPage } from './pages/reports';
import { RightsPage } from './pages/rights';
import { ScoringBoardPage } from './pages/scoring_board';
import { ScoringDeskPage } from './pages/scoring_desk';
import { Instead } from './rooms/strategy/workplace';
import { notFound } from './ui/problem';
import { commonWords } from './words/vi/common';

/** The server knows the whole table and answers 404 for the rest. */
function screenOf(path: string): ComponentChildren {
  const [page = '', kind = '', code = ''] = path.split('/').slice(1).map(decodeURIComponent);
  if (page === 'viec') return <InboxPage />;
  if (page === 'nhap' && kind === 'chi-tieu') return <EnterFigurePage code={code} />;
  if (page === 'nhap' && kind === 'nhiem-vu') return <ReportTaskPage code={code} />;
  if (page === 'kiem-tra') return kind ? <CheckPage id={kind} /> : <ChecksPage />;
  if (page === 'bao-cao') return kind ? <ReportPage id={kind} /> : <ReportsPage />;
  if (page === 'kinh-phi' && kind === 'nhap') return <EnterMoneyPage />;
  if (page === 'cham-diem') return kind ? <ScoringBoardPage code={kind} /> : <ScoringDeskPage />;
  if (page === 'khieu-nai') return <AppealsPage />;
  if (page === 'ke-hoach-nam' && kind === 'lap') return code ? <AnnualPlanPage id={code} /> : <AnnualOverviewPage />;
  if (page === 'de-xuat') return kind ? <ProposalPage id={kind} /> : <ProposalsPage />;
  if (page === 'sua-doi') return <AmendmentPage id={kind} />;
  if (page === 'soan-ke-hoach') return kind ? <PlanDraftPage id={kind} /> : <DraftsPage />;
  if (page === 'tu-ngu-bo-doc') return <LearnedWordsPage />;
  if (page === 'tong-hop') return kind && code ? <ConsolidationPage regime={kind} period={code} /> : <OverviewPage />;
  if (page === 'lien-thong' && kind === 'thong-diep') return <MessagesPage />;
  if (page === 'lien-thong' && kind === 'theo-doi') return <OperationsPage />;
  if (page === 'lien-thong' && kind === 'chua-giao') return <DeadLettersPage />;
  if (page === 'lien-thong' && kind === 'bao-tri') return <MaintenancePage />;
  if (page === 'lien-thong') return kind === 'chung-thu' ? <ExchangeCertificatesPage /> : <ExchangePage />;
  if (page === 'tai-khoan') return <AccountPage />;
  if (page === 'quan-tri' && kind === 'he-thong') return <MachinesPage />;
  if (page === 'quan-tri' && kind === 'thu') return <MailsPage />;
  if (page === 'so-lieu-tu-dong') return kind ? <BindingPage code={kind} /> : <FillingPage />;
  if (page === 'thong-bao') return <NoticesPage />;
  if (page === 'mat-khau') return <PasswordPage />;
  if (page === 'quan-tri' && kind === 'tai-khoan') return code ? <OneAccountPage id={code} /> : <AccountsPage />;
  if (page === 'quan-tri' && kind === 'quyen') return <RightsPage />;
  if (page === 'uy-quyen') return <DelegationsPage />;
  if (page === 'du-lieu-cua-toi') return <OwnDataPage />;
  return <Instead here="other" title="" problem={notFound()} />;
}

const UNAUTHENTICATED = 401;

function App() {
  const wasAsked = useSignal(false);
  const isStranger = (first !== null && !first.answer.isFine && first.answer.problem.status === UNAUTHENTICATED) || (wasAsked.value && me.value === null);
  useEffect(() => {
    void refreshMe().then(() => { wasAsked.value = true; });
  }, []);
  useEffect(() => {
    if (!isStranger) return;
    keepMe(null);
    location.replace(signInHref());
  }, [isStranger]);
  const username = me.value?.username ?? '';
  useEffect(() => {
    if (username !== '') void openFor(username);
  }, [username]);
  const minutes = me.value?.lock_minutes ?? 0;
  useEffect(() => (minutes > 0 ? watchIdleness(minutes) : undefined), [minutes]);
  if (isStranger || me.value === null) return <main class="staff-wait"><h1>{commonWords().loading}</h1></main>;
  return <Fragment key={me.value.username}>{screenOf(location.pathname)}</Fragment>;
}

askForWorker();
void openKept().then(() => start(App));
