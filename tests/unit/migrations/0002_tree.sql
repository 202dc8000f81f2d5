-- SPDX-License-Identifier: Apache-2.0
-- a second step, for the tests of migrations
CREATE TABLE tree (
    name   TEXT   NOT NULL PRIMARY KEY,
    height BIGINT NOT NULL DEFAULT 0
);
