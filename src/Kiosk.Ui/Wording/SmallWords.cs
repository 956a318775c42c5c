using Kiosk.Ui.Screens;
using Kiosk.Words;

namespace Kiosk.Ui.Wording;

/// <summary>The text of a screen for a very small panel: what to do, and one fact.</summary>
/// <param name="Main">About sixteen letters at most.</param>
/// <param name="Detail">A number, a time, a name; empty if there is none.</param>
internal sealed record SmallWords(string Main, string Detail)
{
    public static SmallWords Of(Screen screen, Language language)
    {
        var (main, detail) = Parts(screen, language);
        return new(ScreenWords.Visible(main.In(language)), ScreenWords.Visible(detail));
    }

    private static (Phrase Main, string Detail) Parts(Screen screen, Language language) => screen switch
    {
        Screen.Idle idle => (idle.AwaitsClerk ? SmallPhrases.AwaitsClerk : idle.AwaitsChoice ? SmallPhrases.ChooseProcedure : SmallPhrases.PlaceCard, Facts(LocalFormat.Time(idle.Now), idle.Presence is { } presence ? Count(presence, language) : "")),
        Screen.Reading => (SmallPhrases.Checking, ""),
        Screen.TakeCard => (SmallPhrases.TakeCard, ""),
        Screen.Admitted admitted => (
            admitted.Name is { } name ? Phrase.Untranslated(name) : SmallPhrases.Welcome,
            admitted.Seat is { } seat ? Facts(seat.Area, seat.Row, seat.Number) : LocalFormat.Time(admitted.RecordedAt)),
        Screen.SteppedOut left => (SmallPhrases.SteppedOut, LocalFormat.Time(left.At)),
        Screen.AlreadyIn earlier => (SmallPhrases.AlreadyIn, Facts(LocalFormat.Time(earlier.At), earlier.Door)),
        Screen.Refused refused => Parts(refused, language),
        Screen.Undecidable => (SmallPhrases.GoToDesk, ""),
        Screen.TryAgain { Advice: ReadingAdvice.ChooseFirst } => (SmallPhrases.ChooseProcedure, ""),
        Screen.TryAgain { Advice: ReadingAdvice.AwaitsClock } => (SmallPhrases.AwaitsClock, ""),
        Screen.TryAgain { Advice: ReadingAdvice.AwaitsClerk } => (SmallPhrases.AwaitsClerk, ""),
        Screen.TryAgain { Advice: ReadingAdvice.PlaceNewCard } => (SmallPhrases.PlaceNewCard, ""),
        Screen.TryAgain { Advice: ReadingAdvice.PlaceAgainToSee } => (SmallPhrases.PlaceAgainToSee, ""),
        Screen.OwnRecord => (SmallPhrases.OwnRecord, ""),
        Screen.ClerkDesk { OpenUntil: { } until } => (SmallPhrases.DeskOpened, LocalFormat.Time(until)),
        Screen.ClerkDesk => (SmallPhrases.DeskClosed, ""),
        Screen.OwnAttendance own => (SmallPhrases.OwnAttendance, $"{own.Page}/{own.PageCount}"),
        Screen.TryAgain { Advice: ReadingAdvice.OneCardOnly } => (SmallPhrases.OneCardOnly, ""),
        Screen.TryAgain { Advice: ReadingAdvice.ScanAgain } => (SmallPhrases.ScanAgain, ""),
        Screen.TryAgain => (SmallPhrases.PlaceAgain, ""),
        Screen.ProcedureReceipt receipt => (receipt.Act is ReceiptAct.FileReceived ? SmallPhrases.Received : SmallPhrases.Recorded, receipt.ReceiptNumber),
        Screen.DeskTurned { OpenUntil: { } until } => (SmallPhrases.DeskOpened, LocalFormat.Time(until)),
        Screen.DeskTurned => (SmallPhrases.DeskClosed, ""),
        Screen.Verified verified => (verified.MayEnter ? SmallPhrases.ComeIn : SmallPhrases.Valid, ""),
        Screen.Alarm alarm => (alarm.Subject is AlarmSubject.HeldOpen ? SmallPhrases.CloseDoor : SmallPhrases.DoorForced, ""),
        Screen.Acknowledged acknowledged => (acknowledged.MayComeInAgain ? SmallPhrases.PlaceAgain : SmallPhrases.AlarmEnded, ""),
        Screen.ProcedureChoice choice => (SmallPhrases.ChooseProcedure, $"{choice.Page}/{choice.PageCount}"),
        Screen.OperatorMenu { Focus: { } at } menu => (menu.Items[at], $"{at + 1}/{menu.Items.Count}"),
        Screen.OperatorMenu => (SmallPhrases.OperatorMenu, ""),
        Screen.DocumentCheck check => (SmallPhrases.Documents, $"{check.Documents.Count(document => document.IsThere)}/{check.Documents.Count}"),
        Screen.CaseEntry entry => (SmallPhrases.EnterCase, entry.Typed),
        Screen.OperatorView { Figures: var figures } => (
            SmallPhrases.Present, figures.Presence is { } present ? Count(present, language) : LocalFormat.Time(figures.Now)),
        Screen.Readiness sheet => (sheet.Checks.Any(check => check.State == CheckState.Bad) ? SmallPhrases.NotReady : SmallPhrases.Ready, sheet.TerminalId),
        Screen.DeviceCheck test => (OutcomeOf(test.Steps), test.TerminalId),
        Screen.Software software => (SmallPhrases.Software, software.Version),
        Screen.StickRead { News: StickNews.Updated } => (SmallPhrases.StickUpdated, ""),
        Screen.StickRead { News: StickNews.NothingNew } => (SmallPhrases.StickNothingNew, ""),
        Screen.StickRead { News: StickNews.Partly } => (SmallPhrases.StickPartly, ""),
        Screen.StickRead { News: StickNews.NoFeed } => (SmallPhrases.StickNoFeed, ""),
        Screen.StickRead { News: StickNews.Incomplete } => (SmallPhrases.StickIncomplete, ""),
        Screen.StickRead { News: StickNews.Older } => (SmallPhrases.StickOlder, ""),
        Screen.StickRead { News: StickNews.Foreign } => (SmallPhrases.StickForeign, ""),
        Screen.StickRead { News: StickNews.DiskFull } => (SmallPhrases.StickDiskFull, ""),
        Screen.StickRead { News: StickNews.DiskFailed } => (SmallPhrases.StickDiskFailed, ""),
        Screen.StickRead => (SmallPhrases.StickRefused, ""),
        Screen.OutOfService outage => (SmallPhrases.OutOfService, Facts(outage.TerminalId, outage.Code)),
        _ => throw new ArgumentOutOfRangeException(nameof(screen), screen, "The screen has no words."),
    };

    private static (Phrase Main, string Detail) Parts(Screen.Refused refused, Language language) => refused switch
    {
        { Line: PublicLine.NotAPartyCard } => (SmallPhrases.NotAPartyCard, ""),
        { Line: PublicLine.TooEarly, Opens: { } opens } => (SmallPhrases.TooEarly, LocalFormat.Time(opens)),
        { Line: PublicLine.TooEarly } => (SmallPhrases.TooEarly, ""),
        { Line: PublicLine.WrongDoor } => (SmallPhrases.WrongDoor, refused.Door is { Length: > 0 } door ? new OperatorWording(language, QuorumTerm.Plain).DoorOf(door) : ""),
        { Line: PublicLine.InvitationNotHere } => (SmallPhrases.StaffedDoor, ""),
        { Line: PublicLine.NotVerified } => (SmallPhrases.CallDuty, refused.DutyPhone ?? ""),
        _ => (SmallPhrases.GoToDesk, ""),
    };

    private static Phrase OutcomeOf(IReadOnlyList<CheckLine> steps)
    {
        if (steps.Any(step => step.State == CheckState.Running))
        {
            return SmallPhrases.Testing;
        }

        return steps.Any(step => step.State == CheckState.Bad) ? SmallPhrases.TestFailed : SmallPhrases.TestPassed;
    }

    private static string Count(Presence presence, Language language)
    {
        var format = LocalFormat.Of(language);
        return $"{format.Number(presence.Present)}/{format.Number(presence.Convened)}";
    }

    private static string Facts(params ReadOnlySpan<string> facts)
    {
        var shown = new List<string>();
        foreach (var fact in facts)
        {
            if (fact.Length > 0)
            {
                shown.Add(fact);
            }
        }

        return string.Join(" · ", shown);
    }
}
