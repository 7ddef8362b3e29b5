-- Finished exports lie sealed among the files of the installation, as all contents do. Those of before lay in the clear in a
-- folder of their own, which goes at the next start: they are made anew on request.
alter table forms.export add column blob bytea references files.blob;
create index export__by_blob on forms.export (blob);
delete from forms.export where state = 'done';
