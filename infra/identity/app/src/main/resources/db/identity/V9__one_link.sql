-- A member is one person of a sign-in service. Of several that came in at the same moment the first one stays.
delete from company_identity later using company_identity first
 where later.issuer = first.issuer and later.member_id = first.member_id
   and (later.linked_at, later.subject) > (first.linked_at, first.subject);
create unique index company_identity_once on company_identity (issuer, member_id);
