using System.Security.Cryptography;
using Kiosk.Source.Problems;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Judging;
using Kiosk.Verification.Profiles;
using Kiosk.Verification.Reasons;
using Kiosk.Words;

namespace Kiosk.Registry.Judging;

/// <summary>Judges members' certificates as terminals will. Thread-safe; each thread has its own authorities, because a key can verify only one signature at a time.</summary>
internal sealed class CardJudge(CardProfile profile, IReadOnlyList<ReadOnlyMemory<byte>> anchors, IReadOnlyList<ReadOnlyMemory<byte>> issuers, VerifiedCards verified, JudgingRules rules) : IDisposable
{
    private static readonly Phrase Today = new("ngày hôm nay", "today's date");

    private readonly ThreadLocal<TrustStore> trust = new(() => TrustStore.Create(profile, anchors, issuers, [], new RevocationIndex([])));
    private readonly CardCount count = new();

    /// <summary>Those found good, to be kept if the publication succeeds.</summary>
    public VerifiedCards Verified => verified;

    /// <summary>Reports a certificate whose card no terminal would accept, now or ever; one without a UUID is left to the sealing.</summary>
    /// <param name="column">The certificate's column on its line.</param>
    public void Judge(Certificate certificate, SourceProblems problems, string path, int line, string column)
    {
        var objection = TrustStore.FindObjectionToReading(certificate, profile) ?? FindObjection(certificate);
        var passing = objection is null ? FindPassing(certificate) : null;
        count.Add(objection is not null ? CardRemedies.PlaceOf(objection) : passing is not null ? Today : null);
        if (passing is not null)
        {
            problems.Warn(path, line, SourceProblem.At(column, line: null, passing));
        }
        else if (objection is not null && objection.Code is not ReasonCode.BindingUuid)
        {
            rules.Object(problems, path, new($"{column}: {objection.Rule.Vietnamese} Không máy nào nhận thẻ này: {CardRemedies.Of(objection).Vietnamese}", $"{column}: {objection.Rule.English} No terminal would take this card: {CardRemedies.Of(objection).English}"), line);
        }
    }

    /// <summary>Reports if none of the judged cards would be accepted.</summary>
    public void Conclude(SourceProblems problems)
    {
        if (count.FindTotalExclusion() is { } all)
        {
            problems.Add(problems.HasErrors ? ProblemSeverity.Error : ProblemSeverity.Warning, problems.Folder, null, all);
        }
    }

    public void Dispose() => trust.Dispose();

    /// <summary>The part that does not depend on time, remembered between publications.</summary>
    private Objection? FindObjection(Certificate certificate)
    {
        var hash = SHA256.HashData(certificate.Encoded.Span);
        try
        {
            if (!verified.Contains(hash))
            {
                trust.Value!.Vouch(certificate);
            }

            verified.Add(hash);
            return null;
        }
        catch (CertificateException e)
        {
            return new(e.Code, e.Sentence) { Member = e.Member };
        }
    }

    /// <summary>What excludes the card today but is not a mistake in the folder: one card must not delay everyone's lists.</summary>
    private Phrase? FindPassing(Certificate certificate) =>
        rules.Now > certificate.NotAfter ? new($"chứng thư số hết hạn ngày {certificate.NotAfter:dd/MM/yyyy} nên các máy từ chối thẻ vì hết hạn: hãy đổi thẻ và đặt chứng thư số của thẻ mới vào đây.", $"the certificate expired on {certificate.NotAfter:yyyy-MM-dd}, and terminals refuse the card as expired: exchange it, and put the new card's certificate there.")
        : rules.Now < certificate.NotBefore ? new($"chứng thư số có hiệu lực từ {certificate.NotBefore:yyyy-MM-dd HH:mm'Z'}, trước đó các máy từ chối thẻ: hãy xem lại đồng hồ của máy này và của CA.", $"the certificate is valid from {certificate.NotBefore:yyyy-MM-dd HH:mm'Z'} on, and terminals refuse the card until then: look at the clocks of this machine and of the CA.")
        : profile.Algorithms.FindObjection(certificate.SignatureAlgorithm, certificate.PublicKey, rules.Now) is { } timed ? new($"{timed.Rule.Vietnamese} Các máy từ chối thẻ: {CardRemedies.Of(timed).Vietnamese}", $"{timed.Rule.English} Terminals refuse the card: {CardRemedies.Of(timed).English}")
        : null;
}
