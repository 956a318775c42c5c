using System.Globalization;
using Kiosk.Durability;
using Kiosk.Journal;
using Kiosk.Testing.Durability;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Time;

/// <summary>
/// Turns any .NET program into one that appends to a journal until stopped. The runtime calls it before Main if DOTNET_STARTUP_HOOKS names this assembly, which
/// only <see cref="Kiosk.Testing.Durability.AppendingProcess"/> sets. Prints one line per receipt, and the message if the journal refuses.
/// </summary>
#pragma warning disable MA0047 // The runtime looks for this name outside any namespace.
internal static class StartupHook
#pragma warning restore MA0047
{
    public const string FolderVariable = "KIOSK_TEST_APPEND_TO";

    /// <summary>As a terminal signs: a journal of more records without any checkpoint is taken for one whose checkpoints were removed.</summary>
    private const int RecordsOfCheckpoint = 64;

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(FolderVariable) is { } folder)
        {
            Environment.Exit(Append(folder));
        }
    }

    private static int Append(string folder)
    {
        try
        {
            using var journal = CheckInJournal.Open(folder, "appending", TestJournalKeys.Of("appending"), new DurableFiles());
            for (var number = 1; ; number++)
            {
                var receipt = journal.Append(Record(number));
                if (number % RecordsOfCheckpoint == 0)
                {
                    journal.SignCheckpoint();
                }

                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{receipt.Sequence} {Convert.ToHexString(receipt.FrameHash.Span)}"));
            }
        }
        catch (JournalException refusal)
        {
            Console.WriteLine(refusal.Message);
            return 3;
        }
    }

    private static JournalRecord Record(int number) => new(
        new(DateTimeOffset.UnixEpoch.AddSeconds(number), ClockTrust.FloorOnly),
        JournalMode.Terminal,
        Context: "",
        Door: "",
        Pseudonym: default,
        JournalOutcome.Note,
        ReasonCode.None,
        Sealed: default);
}
