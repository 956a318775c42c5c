using System.Security.Cryptography;
using Kiosk.Feed.Records;
using Kiosk.Feed.Tokens;
using Kiosk.Trials.Hostile.Play;
using Kiosk.Trials.Pki;
using Kiosk.Trials.World;
using static Kiosk.Trials.Hostile.Play.Answer;

namespace Kiosk.Trials.Hostile.Cases;

/// <summary>Row 33: receipts of procedures. The real terminal signs one; whoever has the list of terminals must see what was done to it.</summary>
internal static class ReceiptCases
{
    private static readonly TrialSetting Desk = new() { Mode = TrialMode.Procedure };

    public static IEnumerable<HostileCase> All =>
    [
        Case("as it was signed", ReceiptGenuine, (_, receipt) => receipt),
        Case("the same receipt shown twice is the same receipt", [ReceiptGenuine, ReceiptGenuine], (trial, receipt) => trial.Judge(receipt), (_, receipt) => receipt),
        Case("copied to another record's number, signed anew by a stranger", ReceiptRefused, (_, receipt) => Forged(receipt, one => one with { Number = Renumbered(one, 1_000) })),
        Case("replayed for another terminal of the list", ReceiptRefused, (_, receipt) => Forged(receipt, one => one with { Number = ReceiptNumber.Of("HN-99", one.RecordedAt, 1).ToString() })),
        Case("replayed with a later due date", ReceiptRefused, (_, receipt) => Forged(receipt, one => one with { Due = new DateOnly(2030, 1, 1) })),
        Case("its payload under another signature", ReceiptRefused, (_, receipt) => Forged(receipt, one => one)),
        Case("signed for another purpose", ReceiptRefused, (_, receipt) => "KI1:" + receipt[ProcedureReceipt.Prefix.Length..]),
        Case("any cut", ReceiptRefused, (trial, receipt) => JudgeAll(trial, Enumerable.Range(0, receipt.Length).Select(length => receipt[..length])), (_, receipt) => receipt[..^1]),
        Case("any flipped bit", ReceiptRefused, (trial, receipt) => JudgeAll(trial, Flipped(receipt)), (_, receipt) => Flipped(receipt).First()),
        Judged("by a key that is revoked", (trial, receipt) => trial.Judge(receipt, key => key with { Revoked = new TerminalRevocation(TrialPki.Now.AddDays(1), "stolen") })),
        Judged("dated after the end of the terminal's certificate", (trial, receipt) => trial.Judge(receipt, key => key with { NotAfter = TrialPki.Now.AddDays(-1) })),
        Judged("by a key that the list has under the terminal's name no more", (trial, receipt) => trial.Judge(receipt, key => key with { SubjectPublicKeyInfo = Stranger() })),
    ];

    private static HostileCase Case(string name, Answer expected, Func<Trial, string, string> bend) => Case(name, [expected], (_, _) => { }, bend);

    private static HostileCase Case(string name, Answer expected, Action<Trial, string> before, Func<Trial, string, string> bend) => Case(name, [expected], before, bend);

    private static HostileCase Case(string name, Answer[] expected, Action<Trial, string> before, Func<Trial, string, string> bend) => new(33, name, [Admit, .. expected], async (trial, stop) =>
    {
        trial.Setting = Desk;
        var receipt = await trial.TapForReceiptAsync(trial.Pki.Member.Image(), stop);
        before(trial, receipt);
        trial.Judge(bend(trial, receipt));
    });

    private static HostileCase Judged(string name, Action<Trial, string> judge) => new(33, name, [Admit, ReceiptRefused], async (trial, stop) =>
    {
        trial.Setting = Desk;
        judge(trial, await trial.TapForReceiptAsync(trial.Pki.Member.Image(), stop));
    });

    // One answer for all of them.
    private static void JudgeAll(Trial trial, IEnumerable<string> receipts)
    {
        foreach (var receipt in receipts)
        {
            trial.Expect(!trial.IsGenuine(receipt), $"Judged genuine: {receipt}");
        }
    }

    private static IEnumerable<string> Flipped(string receipt)
    {
        var bytes = Base45.TryDecode(receipt.AsSpan(ProcedureReceipt.Prefix.Length))!;
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var mutated = bytes.ToArray();
            mutated[bit / 8] ^= (byte)(1 << (bit % 8));
            yield return ProcedureReceipt.Prefix + Base45.Encode(mutated);
        }
    }

    private static string Forged(string receipt, Func<ProcedureReceipt, ProcedureReceipt> change)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return change(ProcedureReceipt.TryParse(receipt)!.Value.Receipt).SignedWith(key);
    }

    private static string Renumbered(ProcedureReceipt receipt, ulong sequence) => ReceiptNumber.Of(TrialPki.TerminalId, receipt.RecordedAt, sequence).ToString();

    private static byte[] Stranger()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportSubjectPublicKeyInfo();
    }
}
