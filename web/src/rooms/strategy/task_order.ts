// In which orders tasks are listed: the server puts them so.
// SPDX-License-Identifier: Apache-2.0
import type { TaskOrder, TaskStatus } from '../../api/types';

export const TASK_ORDERS: readonly TaskOrder[] = ['order', 'status', 'due', 'percent', 'updated'];

/** What needs somebody first. */
export const TASK_STATUSES: readonly TaskStatus[] = ['overdue', 'no_report', 'not_started', 'in_progress', 'done'];
