-- Consent to the processing of personal data is a document of its own (152-FZ, art. 9): it is about no channel.
alter table consent
  drop constraint consent_purpose_check,
  add constraint consent_purpose_check check (purpose in ('contact', 'advertising', 'processing')),
  add constraint consent_processing_any_channel check (purpose <> 'processing' or channel = 'any');
