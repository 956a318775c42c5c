using System.Security.Cryptography;
using Kiosk.Feed.Records;
using Kiosk.Words;

namespace Kiosk.Identity.Enrolment;

/// <summary>What the terminals' CA gives a terminal: its two certificates and those of the CA. As PEM: signing, decryption, CAs up to the root, then the token's proof unless it is a renewal.</summary>
/// <param name="Authorities">DER: the issuing CA first, the root last.</param>
internal sealed record EnrolmentAnswer(ReadOnlyMemory<byte> SigningCertificate, ReadOnlyMemory<byte> DecryptionCertificate, IReadOnlyList<byte[]> Authorities, byte[]? Proof)
{
    public const int MaxLength = 64 * 1024;

    private const string CertificateLabel = "CERTIFICATE";

    private static ReadOnlySpan<byte> Purpose => "kiosk.enrol.answer.v1"u8;

    /// <summary>The root of the terminals' CA.</summary>
    public ReadOnlyMemory<byte> Root => Authorities[^1];

    /// <exception cref="EnrolmentException">It is not a whole answer.</exception>
    public static EnrolmentAnswer Parse(string pem)
    {
        try
        {
            var blocks = PemBlocks.Read(pem);
            var proof = blocks is [.., { Label: PemBlocks.ProofLabel } last] ? last.Content : null;
            var certificates = blocks.Take(blocks.Count - (proof is null ? 0 : 1)).ToList();
            return certificates.Count >= 3 && certificates.All(block => block.Label == CertificateLabel)
                ? new(certificates[0].Content, certificates[1].Content, [.. certificates.Skip(2).Select(block => block.Content)], proof)
                : throw Unusable(null);
        }
        catch (FormatException e)
        {
            throw Unusable(e);
        }
    }

    public EnrolmentAnswer ProvedBy(EnrolmentToken token) => this with { Proof = token.Prove(Purpose, Proved()) };

    /// <summary>Checks everything before the terminal keeps it.</summary>
    /// <param name="token">The token the request was made with; null for a renewal.</param>
    /// <param name="knownRoot">DER of the CA's root that the terminal keeps; null before the first enrolment.</param>
    /// <exception cref="EnrolmentException">It is another terminal's, for another key, not proved by the token, not by the known CA, or not valid now.</exception>
    public void Check(string terminalId, IKeyStore keys, EnrolmentToken? token, ReadOnlyMemory<byte>? knownRoot, DateTimeOffset now)
    {
        var isProved = token is not null && Proof is not null && CryptographicOperations.FixedTimeEquals(token.Prove(Purpose, Proved()), Proof);
        if (!isProved && !(knownRoot is { } known && Root.Span.SequenceEqual(known.Span)))
        {
            throw new EnrolmentException(new(
                "Câu trả lời không do nơi đã cấp mã ghi danh lập ra, hoặc thuộc một yêu cầu khác: hãy ký lại yêu cầu mới nhất của thiết bị bằng registry terminal sign.",
                "The answer was not made by whoever issued the token, or belongs to another request: sign the terminal's newest request again with registry terminal sign."));
        }

        CheckOne(SigningCertificate, terminalId, TerminalKeyUse.Signing, keys.SigningKey.ExportSubjectPublicKeyInfo(), now);
        CheckOne(DecryptionCertificate, terminalId, TerminalKeyUse.Decryption, keys.DecryptionKey.ExportSubjectPublicKeyInfo(), now);
    }

    public string ToPem()
    {
        var certificates = Authorities.Prepend(DecryptionCertificate.ToArray()).Prepend(SigningCertificate.ToArray()).Select(der => new PemBlock(CertificateLabel, der));
        return PemBlocks.Write(Proof is null ? certificates : certificates.Append(new(PemBlocks.ProofLabel, Proof)));
    }

    private void CheckOne(ReadOnlyMemory<byte> der, string terminalId, TerminalKeyUse use, byte[] key, DateTimeOffset now)
    {
        var certificate = Parse(der);
        if (certificate.TerminalId != terminalId || certificate.Use != use)
        {
            throw new EnrolmentException(new(
                $"Câu trả lời là của thiết bị {certificate.TerminalId}, còn thiết bị này là {terminalId}: hãy mang đúng tệp đến.",
                $"The answer is terminal {certificate.TerminalId}'s, and this is {terminalId}: bring the right file."));
        }

        if (!certificate.SubjectPublicKeyInfo.Span.SequenceEqual(key))
        {
            throw new EnrolmentException(new(
                "Chứng thư số trong câu trả lời là của một khóa khác với khóa của thiết bị này: hãy chạy lại kiosk enrol --request và ký yêu cầu mới.",
                "The certificates in the answer are for other keys than this terminal's: run kiosk enrol --request again and have the new request signed."));
        }

        if (now < certificate.NotBefore || now >= certificate.NotAfter)
        {
            throw new EnrolmentException(new(
                $"Chứng thư số có hiệu lực từ {certificate.NotBefore:dd/MM/yyyy} đến {certificate.NotAfter:dd/MM/yyyy}, mà đồng hồ của thiết bị đang là {now:dd/MM/yyyy HH:mm}: hãy chỉnh đồng hồ, hoặc ký lại.",
                $"The certificates are valid from {certificate.NotBefore:yyyy-MM-dd} to {certificate.NotAfter:yyyy-MM-dd}, and this terminal's clock says {now:yyyy-MM-dd HH:mm'Z'}: set the clock right, or have them signed again."));
        }

        if (!TerminalChain.IsIssuedBy(der, Authorities, now))
        {
            throw new EnrolmentException(new(
                "Chứng thư số trong câu trả lời không do CA đi kèm cấp: hãy ký lại yêu cầu bằng registry terminal sign.",
                "The certificates in the answer are not issued by the CA beside them: sign the request again with registry terminal sign."));
        }
    }

    private static TerminalCertificate Parse(ReadOnlyMemory<byte> der)
    {
        try
        {
            return TerminalCertificate.Parse(der);
        }
        catch (RecordException e)
        {
            throw Unusable(e);
        }
    }

    private byte[] Proved() => [.. SigningCertificate.Span, .. DecryptionCertificate.Span, .. Authorities.SelectMany(der => der)];

    private static EnrolmentException Unusable(Exception? cause) => new(
        new Phrase(
            "đây không phải câu trả lời nguyên vẹn cho một yêu cầu ghi danh: hãy chép lại tệp mà registry terminal sign đã ghi.",
            "this is not a whole answer to an enrolment request: copy again the file that registry terminal sign wrote."),
        cause);
}
