// Public pages but the first: which one an address means, and what is shown when there is no data for it.
// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren } from 'preact';
import type { AgencyMoney, AgencyPageView, AgencySummaryList, CardView, IndicatorPage as IndicatorData, PlanDifference, PlanPage as PlanData, PublicationList, PublicationPage, PublishedYear, RegimeList, RegimePage as RegimeData, SchemeView, ScorePublicationList, SummaryPage, TaskPage as TaskData, Unsubscribed } from './api/types';
import { first } from './lib/loaded';
import { start } from './lib/start';
import { AboutPage } from './pages/about';
import { AgenciesPage } from './pages/agencies';
import { AgencyPage } from './pages/agency';
import { AgencyMoneyPage } from './pages/agency_money';
import { BackFromProviderPage } from './pages/back_from_provider';
import { AnnualPublishedPage } from './pages/annual_published';
import { CalendarPage } from './pages/calendar';
import { IndicatorPage } from './pages/indicator';
import { MapPage } from './pages/map';
import { MoneyPage } from './pages/money';
import { PlanPage } from './pages/plan';
import { PlanVersionPage } from './pages/plan_version';
import { RankingsPage } from './pages/rankings';
import { SchemePage } from './pages/scheme';
import { ScorecardPage } from './pages/scorecard';
import { RegimePage } from './pages/regime';
import { RegimesPage } from './pages/regimes';
import { ResultPage } from './pages/result';
import { ResultsPage } from './pages/results';
import { SearchPage } from './pages/search';
import { SelfAssessmentPage } from './pages/self_assessment';
import { SignInPage } from './pages/sign_in';
import { TaskPage } from './pages/task';
import { TasksPage } from './pages/tasks';
import { UnsubscribePage } from './pages/unsubscribe';
import { WallPage } from './pages/wall';
import { notFound, ProblemPage } from './ui/problem';

/** Pages by their first word; `rest` is what follows it. The server knows the whole table and answers 404 for the rest. */
function screenOf(path: string, data: unknown): ComponentChildren {
  const [, page = '', rest, code] = path.split('/');
  if (page === 'chi-tieu' && rest) return <IndicatorPage page={data as IndicatorData} />;
  if (page === 'co-quan' && rest) return <AgencyPage page={data as AgencyPageView} />;
  if (page === 'co-quan') return <AgenciesPage page={data as AgencySummaryList} />;
  if (page === 'ke-hoach' && !rest) return <PlanPage page={data as PlanData} />;
  if (page === 'ke-hoach' && rest === 'phien-ban') return <PlanVersionPage page={data as PlanDifference} />;
  if (page === 'nhiem-vu') return rest ? <TaskPage page={data as TaskData} /> : <TasksPage />;
  if (page === 'dang-nhap') return rest === 'oidc' ? <BackFromProviderPage /> : <SignInPage />;
  if (page === 'tim' && !rest) return <SearchPage />;
  if (page === 'ban-do') return <MapPage code={decodeURIComponent(rest ?? '')} />;
  if (page === 'lich') return <CalendarPage year={rest ?? ''} />;
  if (page === 'kinh-phi') return rest === 'co-quan' && code ? <AgencyMoneyPage page={data as AgencyMoney} /> : <MoneyPage />;
  if (page === 'xep-hang' && !rest) return <RankingsPage page={data as ScorePublicationList} />;
  if (page === 'diem' && rest && code) return <ScorecardPage page={data as CardView} id={decodeURIComponent(rest)} />;
  if (page === 'bo-tieu-chi' && rest) return <SchemePage page={data as SchemeView} />;
  if (page === 'tu-danh-gia' && rest) return <SelfAssessmentPage page={data as SchemeView} />;
  if (page === 'ke-hoach-nam') return <AnnualPublishedPage page={data as PublishedYear} />;
  if (page === 'che-do-bao-cao') return rest ? <RegimePage page={data as RegimeData} /> : <RegimesPage page={data as RegimeList} />;
  if (page === 'ket-qua') return rest && code ? <ResultPage page={data as PublicationPage} /> : <ResultsPage page={data as PublicationList} />;
  if (page === 'gioi-thieu') return <AboutPage />;
  if (page === 'thong-bao' && rest === 'ngung') return <UnsubscribePage page={data as Unsubscribed} />;
  if (page === 'tuong') return <WallPage page={data as SummaryPage} />;
  return <ProblemPage problem={notFound()} />;
}

/** Pages whose filters are typed into the address show a faulty one beside the way out of it. */
const showsProblems = (path: string): boolean => ['/tim', '/nhiem-vu', '/kinh-phi'].includes(path);

function App() {
  const answer = first?.answer;
  if (answer && !answer.isFine && !showsProblems(location.pathname)) return <ProblemPage problem={answer.problem} />;
  return <>{screenOf(location.pathname, answer?.isFine ? answer.data : null)}</>;
}

void start(App);
