using System.Diagnostics;
using System.Security.Cryptography;
using Kiosk.Testing.Pki;

namespace Kiosk.Benchmarks;

/// <summary>
/// Tap to receipt through pcscd and vpcd, compared with a loop that sends the same APDUs through the same pcscd, verifies the same signatures, appends one fsynced
/// record and signs one receipt. The card is in a process of its own and stays in place; both loops reconnect for each tap (excluding the final reset), because vpcd takes 0.4 s to detect
/// a card, which would dominate. Uses the shipped card profile.
/// </summary>
internal static class TapBench
{
    // Enough for the runtime to reach the optimized code of a service after its first minutes.
    private const int WarmUps = 400;

    public static async Task<IReadOnlyList<Figure>> RunAsync(BenchSize size)
    {
        using var folder = new BenchFolder();
        var card = TestPki.Issue(serial: 5);
        await using var lying = await CardOnReader.LayAsync(folder, card);
        var arrival = lying.Arrival;

        var recording = new RecordingReader(lying.Reader);
        using var terminal = new BenchTerminal(folder, recording, card);
        await terminal.TapAsync(arrival);
        IReadOnlyList<byte[]> commands = [.. recording.Commands];
        recording.IsRecording = false;

        using var bare = new BarePcsc(arrival.Reader);
        using var file = new BareFile(folder.At("bare"));
        var signatures = new UnavoidableSignatures(card.Evidence());
        var record = RandomNumberGenerator.GetBytes(terminal.FrameLength);
        var both = new SideBySide();
        for (var tap = -WarmUps; tap < (size == BenchSize.Quick ? 300 : 1000); tap++)
        {
            bare.WaitUntilFree();
            var start = Stopwatch.GetTimestamp();
            await terminal.TapAsync(arrival);
            var ours = Stopwatch.GetElapsedTime(start);

            bare.WaitUntilFree();
            start = Stopwatch.GetTimestamp();
            bare.Exchange(commands);
            signatures.Verify();
            file.Append(record);
            UnavoidableSignatures.SignReceipt();
            var theirs = Stopwatch.GetElapsedTime(start);
            bare.Disconnect();
            if (tap >= 0)
            {
                both.Add(ours.TotalMicroseconds, theirs.TotalMicroseconds);
            }
        }

        return [both.ToFigure("tap.to-receipt", 1.5), both.ToTailFigure("tap.to-receipt-p99", 3)];
    }
}
