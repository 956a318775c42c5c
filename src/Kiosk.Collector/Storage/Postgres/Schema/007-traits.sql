-- What reports count of members (JSON, Kiosk.Source/Folders/MemberTraits); empty where the source has nothing.
ALTER TABLE member ADD COLUMN traits text NOT NULL DEFAULT '';
