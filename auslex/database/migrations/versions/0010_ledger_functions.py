"""What a transaction of the ledger asks of PostgreSQL, as two functions whose plans each server process keeps.

They decide nothing: one locks and reads, one writes what it is given. One that has to change takes a new name, so that
workers of two versions each find theirs.
"""

from __future__ import annotations

from alembic import op

revision = "0010"
down_revision = "0009"

# Without statistics, as in a new database, the planner would read whole tables and join by hashes; and it would plan
# anew at each call, because it takes lists for longer than they are.
_OPEN = """
CREATE FUNCTION ledger_open(
    worker text, number bigint, lease bigint, lock_wait text, hold_limit text, hold_max text,
    unknown text[], shared text[], exclusive text[], read text[], starts bigint[])
RETURNS TABLE (kind varchar, account varchar, starts_at bigint, reserved bigint, settled bigint)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    clock bigint;
BEGIN
    PERFORM set_config('lock_timeout', lock_wait, true), set_config(hold_limit, hold_max, true),
        set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
        set_config('enable_mergejoin', 'off', true), set_config('plan_cache_mode', 'force_generic_plan', true);
    UPDATE owners SET batch = number, lease_until = (extract(epoch FROM clock_timestamp()) * 1000000000)::bigint + lease
        WHERE owner = worker;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    IF unknown <> '{}' THEN
        INSERT INTO accounts (account, requests_full_at, tokens_full_at, opened_at)
            SELECT its.account, 0, 0, 0 FROM unnest(unknown) AS its (account) ON CONFLICT DO NOTHING;
    END IF;
    IF shared <> '{}' THEN
        PERFORM 1 FROM accounts its WHERE its.account = ANY (shared) ORDER BY its.account FOR SHARE;
    END IF;
    IF exclusive <> '{}' THEN
        RETURN QUERY SELECT 'account'::varchar, its.account, its.requests_full_at, its.tokens_full_at, its.opened_at
            FROM accounts its WHERE its.account = ANY (exclusive) ORDER BY its.account FOR UPDATE;
    END IF;
    IF read <> '{}' THEN
        RETURN QUERY SELECT its.kind, its.account, its.starts_at, its.reserved, its.settled FROM balances its
            WHERE its.account = ANY (read) AND its.kind IN ('day', 'month') AND its.starts_at = ANY (starts);
    END IF;
    clock := (extract(epoch FROM clock_timestamp()) * 1000000000)::bigint;
    RETURN QUERY SELECT 'ahead'::varchar, its.account, its.starts_at, 0::bigint, 0::bigint FROM balances its
        WHERE its.account = ANY (shared || exclusive) AND its.kind = 'day' AND its.starts_at > clock;
    RETURN QUERY SELECT 'now'::varchar, ''::varchar, clock, 0::bigint, 0::bigint;
END $$
"""
# The rows that are handed to it. Lists of each column's values cost PostgreSQL a table for each list.
_TYPES = """
CREATE TYPE ledger_attempt AS (
    attempt_id varchar, request_id varchar, key_id varchar, tenant varchar, user_label varchar, endpoint varchar,
    model varchar, upstream varchar, price_version varchar, places varchar, held_amount bigint, held_tokens bigint,
    reserved_at bigint);
CREATE TYPE ledger_account AS (account varchar, requests_full_at bigint, tokens_full_at bigint, opened_at bigint);
CREATE TYPE ledger_ended AS (
    attempt_id varchar, state varchar, paid bigint, saved bigint, prompt_tokens bigint, cached_tokens bigint,
    completion_tokens bigint, source varchar, resolved_at bigint);
CREATE TYPE ledger_added AS (account varchar, kind varchar, starts_at bigint, reserved bigint, settled bigint);
"""
# Balances come last and in order: their locks are held for the commit alone, and nobody waits in a circle.
_WRITE = """
CREATE FUNCTION ledger_write(
    worker text, fresh ledger_attempt[], bucketed ledger_account[], ended ledger_ended[], added ledger_added[],
    some_are_new boolean)
RETURNS void
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    written bigint;
BEGIN
    IF fresh <> '{}' THEN
        INSERT INTO attempts (attempt_id, request_id, key_id, tenant, user_label, endpoint, model, upstream,
                price_version, places, held_amount, held_tokens, reserved_at, owner, state, paid, saved, prompt_tokens,
                cached_tokens, completion_tokens)
            SELECT its.*, worker, 'D', 0, 0, 0, 0, 0 FROM unnest(fresh) its;
    END IF;
    IF bucketed <> '{}' THEN
        INSERT INTO accounts (account, requests_full_at, tokens_full_at, opened_at) SELECT * FROM unnest(bucketed)
            ON CONFLICT (account) DO UPDATE SET requests_full_at = excluded.requests_full_at,
                tokens_full_at = excluded.tokens_full_at, opened_at = excluded.opened_at;
    END IF;
    IF ended <> '{}' THEN
        UPDATE attempts SET state = its.state, paid = its.paid, saved = its.saved, prompt_tokens = its.prompt_tokens,
                cached_tokens = its.cached_tokens, completion_tokens = its.completion_tokens, source = its.source,
                resolved_at = its.resolved_at
            FROM unnest(ended) its
            WHERE attempts.attempt_id = its.attempt_id AND attempts.state NOT IN ('S', 'V');
        GET DIAGNOSTICS written = ROW_COUNT;
        IF written <> cardinality(ended) THEN
            RAISE EXCEPTION 'an attempt that was to be resolved is not open';
        END IF;
    END IF;
    IF some_are_new THEN
        INSERT INTO balances (account, kind, starts_at, reserved, settled)
            SELECT its.account, its.kind, its.starts_at, 0, 0 FROM unnest(added) its ON CONFLICT DO NOTHING;
    END IF;
    IF added <> '{}' THEN
        UPDATE balances SET reserved = balances.reserved + its.reserved, settled = balances.settled + its.settled
            FROM unnest(added) its
            WHERE balances.account = its.account AND balances.kind = its.kind AND balances.starts_at = its.starts_at;
        GET DIAGNOSTICS written = ROW_COUNT;
        IF written <> cardinality(added) THEN
            RAISE EXCEPTION 'a balance that was to be changed is not there';
        END IF;
    END IF;
END $$
"""


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(_OPEN)
        op.execute(_TYPES)
        op.execute(_WRITE)
