using Kiosk.Ui.Screens;
using Kiosk.Words;

namespace Kiosk.Ui.Wording;

/// <summary>Words screens in one language.</summary>
internal sealed class ScreenWording(Language language, QuorumTerm quorumTerm)
{
    // A private-use character, which no validated name contains.
    private const char NamePlace = '\uE000';

    private readonly LocalFormat format = LocalFormat.Of(language);

    public OperatorWording Operator => new(language, quorumTerm);

    public ProcedureWording Procedures => new(language);

    /// <returns>The headline, then the lines below it.</returns>
    public IReadOnlyList<string> Of(Screen screen) => screen switch
    {
        Screen.Idle idle => [Say(InvitationOf(idle)), .. LinesOf(idle)],
        Screen.Reading => [Say(Phrases.Checking), Say(Phrases.KeepStill)],
        Screen.TakeCard => [Say(Phrases.TakeCard)],
        Screen.Admitted admitted => [WelcomeOf(admitted), .. LinesOf(admitted)],
        Screen.SteppedOut left => [Say(left.IsGuest ? Phrases.GuestSteppedOut : Phrases.MemberSteppedOut, LocalFormat.Time(left.At)), .. left.IsGuest ? Array.Empty<string>() : [Say(Phrases.PlaceCardOnReturn)]],
        Screen.AlreadyIn earlier => [HeadlineOf(earlier)],
        Screen.Refused refused => [HeadlineOf(refused)],
        Screen.Undecidable => [Say(Phrases.NotConfirmed)],
        Screen.TryAgain again => LinesOf(again.Advice),
        Screen.ProcedureReceipt receipt => Procedures.Of(receipt),
        Screen.OwnRecord record => [Say(Phrases.OwnRecord), Say(Phrases.TouchWhatIsWrong), .. record.Lines.Select(line => $"{(line.IsWrong ? "! " : "")}{Say(NameOf(line.Field))}: {line.Value.In(language)}")],
        Screen.ClerkDesk desk => new ClerkWording(language).Of(desk),
        Screen.OwnAttendance own => [Say(Phrases.OwnAttendance), TotalsOf(own), .. own.Lines.Select(line => $"{LocalFormat.Day(line.Day)} · {line.Title}: {line.Came.In(language)}")],
        Screen.DeskTurned { OpenUntil: { } until } => [Say(Phrases.DeskOpened, LocalFormat.Time(until)), Say(Phrases.ClerkCloses)],
        Screen.DeskTurned => [Say(Phrases.DeskClosed)],
        Screen.Verified verified => [Say(verified.MayEnter ? Phrases.VerifiedComeIn : Phrases.Verified)],
        Screen.Alarm { Subject: AlarmSubject.HeldOpen } => [Say(Phrases.DoorHeldOpen), Say(Phrases.OperatorEndsAlarm)],
        Screen.Alarm => [Say(Phrases.DoorForcedOpen), Say(Phrases.OperatorEndsAlarm)],
        Screen.Acknowledged acknowledged => acknowledged.MayComeInAgain ? [Say(Phrases.MayComeInAgain), Say(Phrases.PlaceCardAgain)] : [Say(Phrases.AlarmEnded)],
        Screen.ProcedureChoice choice => Procedures.Of(choice),
        Screen.OperatorMenu menu => [menu.Title.In(language), .. LinesOf(menu)],
        Screen.DocumentCheck check => Procedures.Of(check),
        Screen.CaseEntry entry => Procedures.Of(entry),
        Screen.OperatorView { Figures: var figures } => Operator.Of(figures),
        Screen.Readiness sheet => Operator.Of(sheet),
        Screen.DeviceCheck test => Operator.Of(test),
        Screen.Software software => Operator.Of(software),
        Screen.StickRead { News: var news } => LinesOf(news),
        Screen.OutOfService outage => [HeadlineOf(outage), .. LinesOf(outage)],
        _ => throw new ArgumentOutOfRangeException(nameof(screen), screen, "The screen has no words."),
    };

    /// <summary>The sum of a member's own attendance.</summary>
    public string TotalsOf(Screen.OwnAttendance own) =>
        Say(Phrases.OwnTotals, LocalFormat.Day(own.AsOf), format.Number(own.Totals.Convened), format.Number(own.Totals.Present), format.Number(own.Totals.WithReason), format.Number(own.Totals.WithoutReason));

    private IEnumerable<string> LinesOf(Screen.Idle idle)
    {
        yield return $"{LocalFormat.Time(idle.Now)} · {LocalFormat.Day(idle.Now)}";
        yield return TitleOf(idle);
        if (idle.Presence is { } presence)
        {
            yield return FiguresOf(presence);
            if (presence.Whereabouts is { } people)
            {
                yield return WhereaboutsOf(people);
            }

            yield return AsOf(presence);
        }

        if (idle.Offline)
        {
            yield return Say(Phrases.Offline);
        }

        if (idle.Purpose == TerminalPurpose.Meeting)
        {
            yield return Say(Phrases.NoCard);
            yield return Say(Phrases.UseOfRecords);
        }
    }

    private IReadOnlyList<string> LinesOf(StickNews news) => news switch
    {
        StickNews.Updated => [Say(Phrases.StickUpdated), Say(Phrases.StickMayBeTaken)],
        StickNews.NothingNew => [Say(Phrases.StickNothingNew), Say(Phrases.StickMayBeTaken)],
        StickNews.Partly => [Say(Phrases.StickPartly), Say(Phrases.StickCallOperator)],
        StickNews.NoFeed => [Say(Phrases.StickNoFeed), Say(Phrases.StickCopy)],
        StickNews.Incomplete => [Say(Phrases.StickIncomplete), Say(Phrases.StickCopyAgain)],
        StickNews.Older => [Say(Phrases.StickOlder), Say(Phrases.StickBringNewer)],
        StickNews.Foreign => [Say(Phrases.StickForeign), Say(Phrases.StickCallOperator)],
        StickNews.DiskFull => [Say(Phrases.StickDiskFull), Say(Phrases.StickCallOperator)],
        StickNews.DiskFailed => [Say(Phrases.StickDiskFailed), Say(Phrases.StickCallOperator)],
        _ => [Say(Phrases.StickRefused), Say(Phrases.StickCallOperator)],
    };

    private static Phrase NameOf(TerminalPurpose purpose) => purpose switch
    {
        TerminalPurpose.Meeting => Phrases.MeetingCheckIn,
        TerminalPurpose.Procedure => Phrases.ProcedureDesk,
        _ => Phrases.CardVerification,
    };

    /// <summary>What a line of a member's record is.</summary>
    public static Phrase NameOf(RecordField field) => field switch
    {
        RecordField.Name => Phrases.RecordName,
        RecordField.CardNumber => Phrases.RecordCardNumber,
        RecordField.Unit => Phrases.RecordUnit,
        _ => Phrases.RecordStatus,
    };

    /// <summary>Attendance, and whether it makes the quorum.</summary>
    public string FiguresOf(Presence presence)
    {
        var phrase = presence switch
        {
            { Required: null } => Phrases.Present,
            { IsQuorumMet: true } => Phrases.QuorumMet,
            { Missing: 0 } => Phrases.QuorumNotMet,
            _ => Phrases.QuorumShort,
        };
        var quorum = Say(quorumTerm == QuorumTerm.Plain ? Phrases.PlainQuorum : Phrases.FormalQuorum);
        var missing = Expected(presence.Form).In(language, presence.Missing);
        return Say(phrase, format.Number(presence.Present), format.Number(presence.Convened), quorum, missing);
    }

    /// <summary>Who came and who is inside.</summary>
    public string WhereaboutsOf(Whereabouts people) => Say(Phrases.Whereabouts, format.Number(people.Came), format.Number(people.Inside));

    /// <summary>What the idle screen asks of people.</summary>
    public static Phrase InvitationOf(Screen.Idle idle) => idle switch
    {
        { AwaitsClerk: true } => Phrases.AwaitsClerk,
        { AwaitsChoice: true } => Phrases.ChooseProcedure,
        { TakesInvitations: true, Passage: Passage.In } => Phrases.PlaceCardOrInvitation,
        { Passage: Passage.Out } => Phrases.PlaceCardGoingOut,
        { Passage: Passage.Both } => Phrases.PlaceCardBothWays,
        _ => Phrases.PlaceCard,
    };

    /// <summary>The time of the figures, and what they may lack.</summary>
    public string AsOf(Presence presence) => presence.Remark is { } remark ? $"{remark.In(language)} {TimeOf(presence)}" : TimeOf(presence);

    private string TimeOf(Presence presence) => Say(
        presence.Form is MeetingForm.MemberCongress or MeetingForm.DelegateCongress ? Phrases.CongressFiguresAsOf : Phrases.FiguresAsOf,
        LocalFormat.Time(presence.AsOf),
        LocalFormat.Day(presence.AsOf));

    /// <summary>What the terminal serves.</summary>
    public string TitleOf(Screen.Idle idle) => idle.Title?.In(language) ?? Say(NameOf(idle.Purpose));

    /// <summary>The welcome split around the name, so that the name can stand out; without a name all of it is the first part.</summary>
    public (string Before, string? Name, string After) WelcomePartsOf(Screen.Admitted admitted)
    {
        if (admitted.Name is not { } name)
        {
            return (WelcomeOf(admitted), null, "");
        }

        // A name is arbitrary data, so the sentence is split at a placeholder instead of searching for the name.
        var parts = WelcomeOf(admitted with { Name = NamePlace.ToString() }).Split(NamePlace);
        return (parts[0].TrimEnd(' ', ','), name, parts[1].TrimStart(' ', ',').TrimEnd('.'));
    }

    private string WelcomeOf(Screen.Admitted admitted)
    {
        var person = admitted switch
        {
            { Name: { } name, IsGuest: true } => Say(Phrases.NamedGuest, name),
            { Name: { } name } => Say(Phrases.NamedMember, name),
            _ => AddressOf(admitted.IsGuest),
        };
        return admitted.Meeting is { } meeting ? Say(Phrases.WelcomeTo, person, meeting) : Say(Phrases.Welcome, person);
    }

    /// <returns>Null for whoever came by card.</returns>
    public string? DocumentAskedOf(Screen.Admitted admitted) => admitted.ByInvitation ? Say(admitted.IsGuest ? Phrases.GuestShowsDocument : Phrases.MemberShowsDocument) : null;

    /// <summary>When the arrival was recorded, and whether late.</summary>
    public string RecordedOf(Screen.Admitted admitted) => admitted.IsReturn ? Say(admitted.IsGuest ? Phrases.GuestReturned : Phrases.MemberReturned, LocalFormat.Time(admitted.RecordedAt)) : BegunOf(admitted.Late) is { } begun
        ? Say(Phrases.RecordedLate, Say(begun), AddressOf(admitted.IsGuest), LocalFormat.Time(admitted.RecordedAt))
        : Say(Phrases.Recorded, LocalFormat.Time(admitted.RecordedAt), LocalFormat.Day(admitted.RecordedAt));

    private static Phrase? BegunOf(Lateness lateness) => lateness switch
    {
        Lateness.Congress => Phrases.CongressBegun,
        Lateness.Session => Phrases.SessionBegun,
        Lateness.Meeting => Phrases.MeetingBegun,
        _ => null,
    };

    // The word for the people who are counted.
    private static CountedPhrase Expected(MeetingForm form) => form switch
    {
        MeetingForm.CellMeeting or MeetingForm.MemberCongress => Phrases.Members,
        MeetingForm.CommitteeMeeting => Phrases.CommitteeMembers,
        _ => Phrases.Delegates,
    };

    private IEnumerable<string> LinesOf(Screen.Admitted admitted)
    {
        if (admitted.Role is { } role)
        {
            yield return role;
        }

        if (admitted.Seat is { } seat)
        {
            yield return Say(Phrases.SeatAt, seat.Area, seat.Row, seat.Number);
        }

        if (DocumentAskedOf(admitted) is { } asked)
        {
            yield return asked;
        }

        yield return RecordedOf(admitted);
    }

    private string AddressOf(bool isGuest) => Say(isGuest ? Phrases.Guest : Phrases.Member);

    private string HeadlineOf(Screen.AlreadyIn earlier) =>
        Say(earlier.IsGuest ? Phrases.GuestAlreadyIn : Phrases.MemberAlreadyIn, LocalFormat.Time(earlier.At), DoorOf(earlier.Door));

    private string DoorOf(string door) => door.All(char.IsAsciiDigit) ? Say(Phrases.NumberedDoor, door) : door;

    private string HeadlineOf(Screen.Refused refused) => refused switch
    {
        { Line: PublicLine.NotAPartyCard } => Say(Phrases.NotAPartyCard),
        { Line: PublicLine.TooEarly, Opens: { } opens } => Say(Phrases.OpensAt, LocalFormat.Time(opens)),
        { Line: PublicLine.TooEarly } => Say(Phrases.NotOpenYet),
        { Line: PublicLine.TooLate } => Say(Phrases.TooLate),
        { Line: PublicLine.WrongDoor } => Say(Phrases.WrongDoor, refused.Door is { Length: > 0 } door ? DoorOf(door) : Say(Phrases.UnnamedDoor)),
        { Line: PublicLine.NotVerified, DutyPhone: { } phone } => Say(Phrases.NotVerifiedCall, phone),
        { Line: PublicLine.NotVerified } => Say(Phrases.NotVerified),
        { Line: PublicLine.InvitationNotConfirmed } => Say(Phrases.InvitationNotConfirmed),
        { Line: PublicLine.InvitationNotHere } => Say(Phrases.InvitationNotHere),
        _ => Say(Phrases.NotConfirmed),
    };

    private IReadOnlyList<string> LinesOf(ReadingAdvice advice) => advice switch
    {
        ReadingAdvice.ChooseFirst => [Say(Phrases.ChooseFirst)],
        ReadingAdvice.AwaitsClerk => [Say(Phrases.AwaitsClerk)],
        ReadingAdvice.PlaceAgainToSee => [Say(Phrases.PlaceAgainToSee)],
        ReadingAdvice.PlaceNewCard => [Say(Phrases.PlaceNewCard)],
        ReadingAdvice.AwaitsClock => [Say(Phrases.CardsAwaitClock)],
        ReadingAdvice.ScanAgain => [Say(Phrases.ScanAgain)],
        ReadingAdvice.OneCardOnly => [Say(Phrases.OneCardOnly)],
        ReadingAdvice.KeepStill => [Say(Phrases.PlaceAgain), Say(Phrases.KeepStill)],
        _ => [Say(Phrases.PlaceAgain)],
    };

    private IEnumerable<string> LinesOf(Screen.OperatorMenu menu)
    {
        if (menu.Operator is { } name)
        {
            yield return Say(Phrases.OperatedBy, name);
        }

        foreach (var (at, item) in menu.Items.Index())
        {
            yield return $"{(at == menu.Focus ? "▶ " : "")}{at + 1}. {item.In(language)}";
        }
    }

    private string HeadlineOf(Screen.OutOfService outage) =>
        outage.DutyPhone is { } phone ? Say(Phrases.OutOfServiceCall, phone) : Say(Phrases.OutOfService);

    private IEnumerable<string> LinesOf(Screen.OutOfService outage)
    {
        yield return Say(outage.Awaited switch
        {
            Awaited.Reader => Phrases.AwaitsReader,
            Awaited.Clock => Phrases.AwaitsClock,
            Awaited.CardRecords => Phrases.AwaitsCardRecords,
            _ => Phrases.AwaitsTechnician,
        });
        yield return Say(Phrases.FaultCode, outage.Code, outage.TerminalId);
        if (outage.Detail is { } detail)
        {
            yield return detail.In(language);
        }
    }

    public string Say(Phrase phrase, params ReadOnlySpan<string> arguments) => phrase.In(language, arguments);
}
