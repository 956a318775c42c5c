using System.Buffers.Binary;
using Kiosk.Feed.Sealing;
using Kiosk.Registry.Judging;
using Kiosk.Source.Folders;
using Kiosk.Source.Problems;
using Kiosk.Verification.Certificates;

namespace Kiosk.Registry.Sources;

/// <summary>Seals a province's members.</summary>
/// <param name="path">The members' file.</param>
/// <param name="audience">The province's key.</param>
/// <param name="judge">Says whether terminals would take the cards; null where there is nothing to judge them by.</param>
internal sealed class SealingIntake(string path, AudienceKey audience, CardJudge? judge, SourceProblems problems) : IMemberIntake<SealedMember>
{
    public void Look(Certificate certificate, int line) => judge?.Judge(certificate, problems, path, line, MembersCsv.CertificateColumn);

    public SealedMember Take(SourceMember member)
    {
        var key = audience.MemberKey(member.Tag);
        return new(BinaryPrimitives.ReadUInt128BigEndian(key), member.Tag, key, MemberSeal.Seal(member.Member with { Attendance = member.Attendance }, member.Uuid.Span, member.Certificate.PublicKey.Encoded.Span, audience));
    }
}
