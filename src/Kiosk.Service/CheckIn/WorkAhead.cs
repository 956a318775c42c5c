using System.Diagnostics.CodeAnalysis;
using Kiosk.Cards;
using Kiosk.Service.Cache;
using Kiosk.Verification;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.ContentSigning;

namespace Kiosk.Service.CheckIn;

/// <summary>
/// What the terminal does while one card works: looks up whose it seems to be while the card signs, and judges the answer while the reader is asked whether
/// the same card still lies there. Nothing of it counts unless the read succeeds and the verdict names that very card.
/// </summary>
[SuppressMessage("Usage", "VSTHRD003:Avoid awaiting foreign Tasks", Justification = "Both tasks are begun here and run on the thread pool.")]
internal sealed class WorkAhead
{
    private readonly CardJudge judge;
    private readonly TapSetting setting;
    private Task<CardFile?> lookup = Task.FromResult<CardFile?>(null);
    private CardEvidence? judged;
    private Task<Judgement>? judging;
    private readonly List<ReadOnlyMemory<byte>> given = [];

    public WorkAhead(CardJudge judge, TapSetting setting)
    {
        (this.judge, this.setting) = (judge, setting);
        Listener = new(BeginLookup, BeginJudging);
    }

    public CardReadListener Listener { get; }

    /// <exception cref="OutOfServiceException">The revocation data cannot be read.</exception>
    public Task<Judgement> JudgeAsync(CardEvidence evidence) =>
        ReferenceEquals(judged, evidence) ? judging! : Task.FromResult(judge.Judge(evidence, setting.Generation.Trust));

    /// <returns>What was found of the card by its certificate, or null where nothing was.</returns>
    public Task<CardFile?> LookupAsync() => lookup;

    /// <summary>The tap is over: overwrites what the card gave, over all attempts to read it, once nobody works with it any more.</summary>
    public async Task ForgetAsync()
    {
        await Task.WhenAll(lookup, judging ?? Task.CompletedTask).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        setting.Generation.Trust.Forget();
        given.ForEach(Erasure.Erase);
    }

    private void BeginLookup(ReadOnlyMemory<byte> certificate, ReadOnlyMemory<byte>? chuid)
    {
        given.AddRange(chuid is { } value ? [certificate, value] : [certificate]);
        lookup = Task.Run(() => Lookup(certificate, chuid));
    }

    private void BeginJudging(CardEvidence evidence)
    {
        given.Add(evidence.Answer);
        judging = Task.Run(() => judge.Judge(evidence, setting.Generation.Trust));
        judged = evidence;
    }

    private CardFile? Lookup(ReadOnlyMemory<byte> certificate, ReadOnlyMemory<byte>? chuid)
    {
        try
        {
            return CardFile.Find(setting.Generation.Trust.Recognise(certificate.Span, chuid).Card, setting);
        }
        catch (Exception refused) when (refused is CertificateException or ContentSigningException or CacheException)
        {
            // The verifier meets the same and says so.
            return null;
        }
    }
}
