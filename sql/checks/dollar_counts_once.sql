-- title: no two reports of one dollar both count
-- grain: one row per pair of reports of one gift that both count
select
    pair.sent_record_id,
    pair.received_record_id
from entities.counterpart as pair
inner join entities.contribution as sent on pair.sent_record_id = sent.record_id
inner join entities.contribution as received on pair.received_record_id = received.record_id
where
    (sent.who_gave_usd is not null and received.who_gave_usd is not null)
    or (sent.committee_received_usd is not null and received.committee_received_usd is not null)
