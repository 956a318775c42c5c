using Kiosk.Cards;
using Kiosk.Durability;
using Kiosk.Journal;
using Kiosk.Service.Admission;
using Kiosk.Service.Cache;
using Kiosk.Service.Configuration;
using Kiosk.Service.Feedback;
using Kiosk.Service.Sync;
using Kiosk.Service.Time;
using Kiosk.Verification;

namespace Kiosk.Service.CheckIn;

/// <summary>Puts terminal and pipeline together: the same parts in the same way for the service and for whoever tries the terminal out.</summary>
internal static class TerminalAssembly
{
    /// <exception cref="ConfigurationException">A file beside the journal cannot be used.</exception>
    public static Terminal CreateTerminal(KioskOptions options, KioskCache cache, CheckInJournal journal, ClockMonitor clock, TimeProvider time)
    {
        if (journal.LastAttested is { } instant)
        {
            clock.RaiseFloor(instant - ClockMonitor.Tolerance);
        }

        var failure = new ServiceFailure();
        return new Terminal(
            time,
            clock,
            cache,
            journal,
            ModeSwitch.Open(new KioskFolders(options.DataFolder), options.Mode, options.Relay.OpensInVerifyMode, new DurableFiles()),
            new AttendanceRegister(journal, AdmissionRules.Default.Meetings),
            failure,
            new FeedbackMap(new FeedbackOptions
            {
                TerminalId = options.TerminalId,
                HideNames = options.HideNames,
                DutyPhone = options.DutyPhone,
                OpensWhenVerified = options.Relay is { OpensInVerifyMode: true, Line.Length: > 0 },
            }),
            new Heartbeat(time),
            new SyncState(),
            new TerminalNotes(journal, clock, failure, options.Door));
    }

    /// <param name="verify">How evidence is judged.</param>
    public static CheckInPipeline CreatePipeline(KioskOptions options, Terminal terminal, ICardReader reader, ChallengeSource challenges, VerifyEvidence verify)
    {
        var desk = new AdmissionDesk(new AdmissionPolicy(options.Door, options.Attended, AdmissionRules.Default), terminal.Register);
        var recorder = new CheckInRecorder(terminal.Journal, new JournalSeals(), terminal.Register, options.Door);
        return new CheckInPipeline(
            new CardSession(reader, challenges, terminal.Time),
            new CardJudge(new ReplayCache(), verify),
            new RepeatTapGuard(terminal.Time),
            desk,
            new CheckInAnswers(recorder, terminal.Feedback));
    }
}
