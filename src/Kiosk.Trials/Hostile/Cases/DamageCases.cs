using Kiosk.Trials.Hostile.Play;
using Kiosk.Trials.Pki;
using Kiosk.Trials.World;
using Kiosk.Verification.Reasons;
using static Kiosk.Trials.Hostile.Play.Answer;

namespace Kiosk.Trials.Hostile.Cases;

/// <summary>Row 24: CRLs damaged in transit, power cuts while one is put in force, and a damaged or rolled-back cache. An older state must never replace a newer one.</summary>
internal static class DamageCases
{
    private const string Saved = ".before";
    private const int HundredMegabytes = 100 * 1024 * 1024;
    private static readonly Answer[] RefusedAndKept = [ListRefused, Reject(ReasonCode.RevocationRevoked)];

    public static IEnumerable<HostileCase> All =>
    [
        Damaged("truncated to half", list => list[..(list.Length / 2)]),
        Damaged("its last byte missing", list => list[..^1]),
        Damaged("a byte too many", list => [.. list, 0]),
        Damaged("one bit flipped in its dates", list => Flip(list, list.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x17, 0x0D]) + 5)),
        Damaged("one bit flipped in the middle", list => Flip(list, list.Length / 2)),
        Damaged("empty", _ => []),
        Damaged("zeros", list => new byte[list.Length]),
        new(24, "100 MB", RefusedAndKept, PlayHugeAsync),
        new(24, "power cut before the new generation is in force", [Reject(ReasonCode.RevocationRevoked), ListTaken, Reject(ReasonCode.RevocationRevoked)], (trial, stop) =>
            PlayOverNewerAsync(trial, () => Restore(trial), stop)),
        OutOfService("CURRENT damaged", trial => Cut(CurrentOf(trial))),
        OutOfService("the new generation damaged", trial => Cut(NewGenerationOf(trial))),
        OutOfService("the new generation missing", trial => File.Delete(NewGenerationOf(trial))),
        OutOfService("CURRENT put back to the generation before", trial => File.Move(CurrentOf(trial) + Saved, CurrentOf(trial), overwrite: true)),
        OutOfService("the whole cache put back, but for what the terminal remembers", trial =>
        {
            File.Move(CurrentOf(trial) + Saved, CurrentOf(trial), overwrite: true);
            File.Delete(NewGenerationOf(trial));
        }),
        OutOfService("a meeting changed in the new generation", trial => Edit(trial, trial.Feed.Sets()[1].Rows.First().Value.Span[..32])),
        OutOfService("a list changed in the new generation", trial => Edit(trial, "\"crlNumber\":\"6\""u8)),
    ];

    private static HostileCase Damaged(string name, Func<byte[], byte[]> damage) => new(24, name, RefusedAndKept, (trial, stop) =>
        ListCases.PlayAsync(trial, damage(ListCases.Newer(trial).Sign(trial.Pki.Issuing.Key)), stop));

    private static byte[] Flip(byte[] list, int position)
    {
        list[position] ^= 0x01;
        return list;
    }

    private static async Task PlayHugeAsync(Trial trial, CancellationToken cancellationToken)
    {
        await ListCases.RevokeMemberAsync(trial, cancellationToken);
        var huge = new byte[HundredMegabytes];
        ((ReadOnlySpan<byte>)[0x30, 0x84, 0x06, 0x3F, 0xFF, 0xFA]).CopyTo(huge);
        await trial.PublishAsync(TrialSource.IssuingList, huge, cancellationToken);
        await trial.TapAsync(trial.Pki.Member.Image(), cancellationToken);
    }

    private static HostileCase OutOfService(string name, Action<Trial> damage) => new(
        24,
        $"{name}: nobody is judged until the next list arrives",
        [Reject(ReasonCode.RevocationRevoked), ListTaken, Answer.OutOfService(ReasonCode.TerminalCache), ListTaken, Reject(ReasonCode.RevocationRevoked)],
        async (trial, stop) =>
        {
            await PlayOverNewerAsync(trial, () => damage(trial), stop);
            await trial.PublishAsync(TrialSource.IssuingList, TrialPki.ListOf(trial.Pki.Issuing, 7, trial.Pki.Member), stop);
            await trial.TapAsync(trial.Pki.Member.Image(), stop);
        });

    /// <summary>Puts in force a generation that revokes the member, then a newer one that also revokes another; then changes the cache while the terminal is off.</summary>
    private static async Task PlayOverNewerAsync(Trial trial, Action happen, CancellationToken cancellationToken)
    {
        await ListCases.RevokeMemberAsync(trial, cancellationToken);
        await trial.TapAsync(trial.Pki.Member.Image(), cancellationToken);
        File.Copy(CurrentOf(trial), CurrentOf(trial) + Saved);
        File.Copy(FloorOf(trial), FloorOf(trial) + Saved);
        await trial.PublishAsync(TrialSource.IssuingList, TrialPki.ListOf(trial.Pki.Issuing, 6, trial.Pki.Member, trial.Pki.OtherMember), cancellationToken);
        await trial.RestartAsync();
        happen();
        trial.Time.Advance(TimeSpan.FromSeconds(5));
        await trial.TapAsync(trial.Pki.Member.Image(), cancellationToken);
    }

    private static void Restore(Trial trial)
    {
        File.Move(CurrentOf(trial) + Saved, CurrentOf(trial), overwrite: true);
        File.Move(FloorOf(trial) + Saved, FloorOf(trial), overwrite: true);
    }

    private static string CurrentOf(Trial trial) => Path.Combine(trial.CacheFolder, "CURRENT");

    private static string FloorOf(Trial trial) => trial.CacheFolder + ".floor";

    private static string NewGenerationOf(Trial trial) => GenerationsOf(trial).First();

    /// <summary>Newest first.</summary>
    private static IEnumerable<string> GenerationsOf(Trial trial) => Directory.GetFiles(trial.CacheFolder, "*.cache").OrderDescending(StringComparer.Ordinal);

    private static void Cut(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write);
        file.SetLength(file.Length / 2);
    }

    /// <summary>Changes one byte of a row in the newest file that contains it.</summary>
    private static void Edit(Trial trial, ReadOnlySpan<byte> part)
    {
        var wanted = part.ToArray();
        var path = GenerationsOf(trial).First(generation => File.ReadAllBytes(generation).AsSpan().IndexOf(wanted) >= 0);
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        file.Position = File.ReadAllBytes(path).AsSpan().IndexOf(wanted);
        file.WriteByte((byte)'X');
    }
}
