using Kiosk.Service.Cache;
using Kiosk.Service.Demo.Pki;
using Kiosk.Verification.Reasons;
using static Kiosk.Service.SelfTest.Answer;

namespace Kiosk.Service.SelfTest.Cases;

/// <summary>Row 24: lists that were damaged on their way, and power that was cut while one was put in force.</summary>
internal static class DamageCases
{
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
        PowerCut("power cut before the new generation is in force", (cache, current, saved) => File.Move(saved, current, overwrite: true)),
        PowerCut("power cut while CURRENT is written", (cache, current, saved) => Cut(current)),
        PowerCut("power cut while the new generation is written", (cache, current, saved) => Cut(Path.Combine(cache, CurrentPointer.FileName(2)))),
    ];

    private static HostileCase Damaged(string name, Func<byte[], byte[]> damage) => new(24, name, RefusedAndKept, (trial, stop) =>
        ListCases.PlayAsync(trial, damage(ListCases.Newer(trial).Sign(trial.Pki.Issuing.Key)), stop));

    private static byte[] Flip(byte[] list, int position)
    {
        list[position] ^= 0x01;
        return list;
    }

    private static Task PlayHugeAsync(Trial trial, CancellationToken cancellationToken)
    {
        ListCases.RevokeMember(trial, cancellationToken);
        trial.Source.WriteList(TrialSource.IssuingList, [0x30, 0x84, 0x06, 0x3F, 0xFF, 0xFA]);
        trial.Source.StretchList(TrialSource.IssuingList, HundredMegabytes);
        trial.Publish(cancellationToken);
        return trial.TapAsync(trial.Pki.Member.Image(), cancellationToken);
    }

    /// <summary>
    /// A generation by which the member is revoked, and a newer one by which another is too, left on the disk as a power cut may leave it. Either
    /// generation may be in force after that; the member must be refused.
    /// </summary>
    private static HostileCase PowerCut(string name, Action<string, string, string> cut) => new(24, name, [Reject(ReasonCode.RevocationRevoked), ListTaken, Reject(ReasonCode.RevocationRevoked)], async (trial, stop) =>
    {
        ListCases.RevokeMember(trial, stop);
        await trial.TapAsync(trial.Pki.Member.Image(), stop);
        var current = Path.Combine(trial.CacheFolder, "CURRENT");
        var saved = current + ".before";
        File.Copy(current, saved);
        trial.Publish(TrialSource.IssuingList, TrialPki.ListOf(trial.Pki.Issuing, 6, trial.Pki.Member, trial.Pki.OtherMember), stop);
        await trial.RestartAsync();
        cut(trial.CacheFolder, current, saved);
        trial.Time.Advance(TimeSpan.FromSeconds(5));
        await trial.TapAsync(trial.Pki.Member.Image(), stop);
    });

    private static void Cut(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write);
        file.SetLength(file.Length / 2);
    }
}
