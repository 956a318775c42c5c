using System.Reflection;
using Kiosk.Cards;
using Kiosk.Feed.Metadata;
using Kiosk.Hardware.Readers.Pcsc;
using Kiosk.Journal.Upload;
using Kiosk.Service.Sync;
using Kiosk.Ui.Screens;
using Kiosk.Verification;

namespace Kiosk.Service.Tests;

/// <summary>Every closed hierarchy of the terminal's rooms, and its cases: a new one is written down here once all who tell the cases apart know it.</summary>
public sealed class ClosedHierarchyTests
{
    private static readonly string[] Known =
    [
        "Absence: File | Folder | Shortened",
        "AdmissionDecision: Acknowledge | Admit | AlreadyCheckedIn | AwaitNewCard | Deny | Leave | LookAtRecord | OpenMenu | TryAgain | TurnDesk",
        "AdmissionMode: AtMeeting | AwaitingChoice | ForProcedure | OwnRecord | VerifyOnly",
        "AttendanceEvent: Entered | Excused | Left | Reverted | Substituted",
        "CardEvidence: Piv",
        "CardImageFault: Delay | Garble | Loop61 | Remove | Replay | Status | Swap | Truncate",
        "CardReadResult: Faulted | Read | Removed | Unsupported",
        "DelegationScope: Bin | HashPrefixes | Paths",
        "DistributionPointName: Full | RelativeToIssuer",
        "Failed: Foreign | NotFound | TooLong | Unreachable",
        "FetchOutcome: Failed | Fetched",
        "GeneralName: Directory | Dns | Ip | Other | Rfc822 | Uri",
        "Mark: Badge | Code | Line | Plate",
        "MetadataUpdate: Accepted | Refused | Unchanged",
        "OperatorStep: Closed | Doors | Ending | Main | Reasons | Sessions | Told",
        "PageEvent: Recorded | Shown | Tick",
        "PathVerdict: NotValid | Valid",
        "PcscProbe: AccessDenied | DaemonMissing | DaemonNotRunning | LibraryMissing | NoAnswer | NoReader | Readers",
        "Pn532Probe: AccessDenied | Answers | Busy | DeviceMissing | NoAnswer | WrongChip | WrongDevice",
        "PrinterState: Ready | Unavailable",
        "ProcedureSelection: AtRest | Checking | Choosing | Chosen | Entering",
        "RealTimeReading: Malformed | Running | Stopped",
        "RefreshOutcome: Refreshed | Refused | Unreachable",
        "RevocationStatus: Good | NoCrl | Revoked | Stale",
        "RoleMetadata: RootMetadata | SnapshotMetadata | TargetsMetadata | TimestampMetadata",
        "RoleOutcome: Loaded | Refused | Unreachable",
        "Screen: Acknowledged | Admitted | Alarm | AlreadyIn | CaseEntry | ClerkDesk | DeskTurned | DeviceCheck | DocumentCheck | Idle | OperatorMenu | OperatorView | OutOfService | OwnAttendance | OwnRecord | ProcedureChoice | ProcedureReceipt | Readiness | Reading | Refused | Software | SteppedOut | StickRead | TakeCard | TryAgain | Undecidable | Verified",
        "ScreenAction: Back | Choose | Continue | Erase | OpenAttendance | OpenChoice | OpenRecord | TurnPage | Type",
        "SetPlan: NotOffered | Steps | UpToDate",
        "SetTarget: Delta | Snapshot",
        "Shown: Card | Invitation",
        "StickContent: Absent | Found | NoFeed",
        "SubjectPublicKey: Dsa | Ec | Other | Rsa",
        "SyncOutcome: Applied | NotModified | Refused | Unreachable | Yielded",
        "TargetOutcome: Found | NotFound | Refused | Unreachable",
        "UpkeepOutcome: Compacted | Damaged | Postponed | Whole",
        "UploadOutcome: Parked | Postponed | Refused | Stored",
        "Verdict: Rejected | Trusted | Undecidable",
    ];

    private static readonly Assembly[] Rooms =
        [typeof(CardEvidence).Assembly, typeof(RoleMetadata).Assembly, typeof(PcscProbe).Assembly, typeof(Screen).Assembly, typeof(Verdict).Assembly, typeof(UploadOutcome).Assembly, typeof(SyncOutcome).Assembly];

    [Fact]
    public void No_case_is_forgotten() => Assert.Equal(Known, Hierarchies().Select(Describe).Order(StringComparer.Ordinal));

    // RoleMetadata's cases are files of their own; an abstract member that other assemblies cannot see closes it to them.
    [Fact]
    public void Nobody_can_add_a_case_from_outside() =>
        Assert.Empty(Hierarchies().Where(root => root != typeof(RoleMetadata)).Where(root => !IsClosed(root)).Select(Describe));

    private static IEnumerable<Type> Hierarchies() =>
        Rooms.SelectMany(room => room.GetTypes()).Where(type => type.IsAbstract && type.GetMethod("<Clone>$") is not null && CasesOf(type).Any());

    private static string Describe(Type root) => $"{root.Name}: {string.Join(" | ", CasesOf(root).Select(type => type.Name).Order(StringComparer.Ordinal))}";

    private static IEnumerable<Type> CasesOf(Type root) => root.Assembly.GetTypes().Where(type => type.BaseType == root);

    private static bool IsClosed(Type root) =>
        ConstructorsOf(root).All(constructor => constructor.IsPrivate || constructor.IsFamilyAndAssembly)
        && CasesOf(root).All(type => (type.IsSealed || type.IsAbstract) && (type.DeclaringType == root || type.DeclaringType == root.DeclaringType));

    /// <summary>But the one that copies, which needs a case to begin with.</summary>
    private static IEnumerable<ConstructorInfo> ConstructorsOf(Type root) =>
        root.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Where(constructor => constructor.GetParameters() is not [{ ParameterType: var only }] || only != root);
}
