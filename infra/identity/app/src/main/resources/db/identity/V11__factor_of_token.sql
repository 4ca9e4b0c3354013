-- When the second factor was shown for a token that was made for acts that ask for it; null when none was shown.
alter table token_secret add factor_shown_at timestamptz;

-- Of those from before this column, the ones made while their owner had the factor they have now.
update token_secret s set factor_shown_at = t.issued_at
  from token t, second_factor f
 where s.step_up and t.token_id = s.token_id and f.member_id = s.member_id and t.issued_at >= f.confirmed_at;
