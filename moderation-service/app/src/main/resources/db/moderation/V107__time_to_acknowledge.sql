-- How soon calls are answered is counted over ninety days of a brand.
create index escalation_raised on escalation (brand_id, raised_at);
