using Kiosk.Cards;
using Kiosk.Durability;
using Kiosk.Identity;
using Kiosk.Journal;
using Kiosk.Service.Admission;
using Kiosk.Service.Alarms;
using Kiosk.Service.Cache;
using Kiosk.Service.Configuration;
using Kiosk.Service.Feedback;
using Kiosk.Service.Sync;
using Kiosk.Service.Time;
using Kiosk.Verification;
using Kiosk.Verification.Judging;
using Microsoft.Extensions.DependencyInjection;

namespace Kiosk.Service.CheckIn;

/// <summary>Registers the check-in services, identically for the service and the self-test.</summary>
internal static class CheckInServices
{
    /// <summary>Adds everything from the reader to the answer. The caller adds the reader, its challenges, the time provider, the verifier, the screen presenter, the sync state and logging.</summary>
    /// <param name="openSecret">Opens the journal of secret meetings.</param>
    /// <exception cref="ConfigurationException">A file beside the journal cannot be used.</exception>
    public static IServiceCollection AddCheckIn(this IServiceCollection services, KioskOptions options, KioskCache cache, CheckInJournal journal, ClockMonitor clock, Func<CheckInJournal> openSecret, IDurableFiles files)
    {
        if (journal.LastAttested is { } instant)
        {
            clock.RaiseFloor(instant - ClockMonitor.Tolerance);
        }

        services.AddSingleton(options).AddSingleton(cache).AddSingleton(journal).AddSingleton(clock);
        services.AddSingleton(_ => new MeetingJournals(journal, openSecret)).AddSingleton<SecretMeetings>();
        var door = TerminalDoor.Open(new KioskFolders(options.DataFolder), new(options.Door, Enum.Parse<DoorDirection>(options.Direction, ignoreCase: true)), files);
        services.AddSingleton(door);
        var place = new PointPlace(options.TerminalId, () => door.Name, options.Relay.OpensInVerifyMode, options.Relay.AdmitsAnyCard);
        services.AddSingleton(ModeSwitch.Open(new KioskFolders(options.DataFolder), options.Mode, place, files));
        services.AddSingleton(new FeedbackMap(new FeedbackOptions
        {
            TerminalId = options.TerminalId,
            HideNames = options.HideNames,
            DutyPhone = options.DutyPhone,
            HasKeys = options.Inputs.HasKeys,
            OpensWhenVerified = options.Relay is { OpensInVerifyMode: true, Line.Length: > 0 },
        }));
        services.AddSingleton(EndedCards.Open(new KioskFolders(options.DataFolder), files));
        services.AddSingleton(new CacheDamage(cache, SyncSite.SuspectsIn(new KioskFolders(options.DataFolder).Sync, files)));
        AddState(services, options, files);
        AddLine(services, options);
        return services;
    }

    private static void AddState(IServiceCollection services, KioskOptions options, IDurableFiles files)
    {
        services.AddSingleton<ServiceFailure>();
        services.AddSingleton<TerminalNotes>();
        services.AddSingleton(provider => new AttendanceRegister(provider.GetRequiredService<MeetingJournals>(), AdmissionRules.Default.Meetings, provider.GetRequiredService<OtherDoors>()));
        services.AddSingleton(provider => new OtherDoors(provider.GetRequiredService<TimeProvider>(), new TakenRecords(new KioskFolders(options.DataFolder).Taken, provider.GetRequiredService<CheckInJournal>().Frames, files)));
        services.AddSingleton(provider => new OwnEnrolment(options.TerminalId, provider.GetRequiredService<CheckInJournal>().DeviceKey, new KioskFolders(options.DataFolder).EnrolmentFile));
        services.AddSingleton(provider => new DoorAlarm(DoorAlarmRules.Of(options), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<KeyLock>(provider, new KioskFolders(options.DataFolder)));
        services.AddSingleton<PassageRegister>();
        services.AddSingleton<OperatorAttention>();
        services.AddSingleton<TapContextSource>();
        services.AddSingleton<TerminalControl>();
        services.AddSingleton<CheckInEvents>();
        services.AddSingleton<Heartbeat>();
        services.AddSingleton(provider => new ClerkShift(options.Desk, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<CardHandover>();
        services.AddSingleton<OwnRecordVisit>();
        services.AddSingleton<DeskMemory>();
        services.AddSingleton<OwnRecordActs>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<OwnRecordDesk>(provider, options.OffersOwnRecord));
        services.AddSingleton<OfferedProcedures>();
        services.AddSingleton<ProcedureDesk>();
        services.AddSingleton<PassageCorrection>();
        services.AddSingleton<OperatorActs>();
        services.AddSingleton<OperatorDesk>();
        services.AddSingleton<ScreenDesks>();
    }

    private static void AddLine(IServiceCollection services, KioskOptions options)
    {
        services.AddSingleton<MeteredReader>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<CardSession>(provider, provider.GetRequiredService<MeteredReader>()));
        services.AddSingleton(provider => new CardJudge(new ReplayCache(), provider.GetRequiredService<VerifyEvidence>()));
        services.AddSingleton<RepeatTapGuard>();
        services.AddSingleton<Func<AdmissionPolicy>>(provider =>
        {
            var door = provider.GetRequiredService<TerminalDoor>();
            return () => new(door.Name, options.Attended, AdmissionRules.Default, door.Direction);
        });
        services.AddSingleton<AdmissionDesk>();
        services.AddSingleton<JournalSeals>();
        services.AddSingleton<CheckInRecorder>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<ReceiptSigner>(provider, provider.GetRequiredService<IKeyStore>().SigningKey));
        services.AddSingleton<CheckInAnswers>();
        services.AddSingleton<CheckInPipeline>();
        services.AddSingleton<OutageAnswers>();
        services.AddSingleton<TapAnswering>();
    }
}
