-- Which kinds of notices a person has is asked by every open page: one look for each kind, not for each notice.
create index notice__by_kind on notify.notice (account_id, kind);
