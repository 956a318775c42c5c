using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Trials.Pki;

namespace Kiosk.Testing.Cache;

/// <summary>Builds CRLs with very many entries in a second, where the framework's builder takes minutes.</summary>
internal static class LargeCrl
{
    private static readonly Asn1Tag Extensions = new(TagClass.ContextSpecific, 0, isConstructed: true);

    /// <summary>Issues a CRL whose entries have no extensions.</summary>
    /// <param name="serialNumbers">The contents of the INTEGERs: big-endian, shortest form, positive.</param>
    public static byte[] Issue(CertificateAuthority authority, DateTimeOffset thisUpdate, DateTimeOffset nextUpdate, int crlNumber, IReadOnlyCollection<ReadOnlyMemory<byte>> serialNumbers)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(authority.Certificate.Span);
        var signature = authority.Key.SignatureGenerator;
        var algorithm = signature.GetSignatureAlgorithmIdentifier(authority.Key.HashAlgorithm);
        // Without an initial capacity the writer grows by a kilobyte at a time, copying everything.
        var capacity = 4096 + (64 * serialNumbers.Count);
        var tbs = new AsnWriter(AsnEncodingRules.DER, capacity);
        using (tbs.PushSequence())
        {
            tbs.WriteInteger(1);
            tbs.WriteEncodedValue(algorithm);
            tbs.WriteEncodedValue(certificate.SubjectName.RawData);
            tbs.WriteUtcTime(thisUpdate);
            tbs.WriteUtcTime(nextUpdate);
            using (tbs.PushSequence())
            {
                foreach (var serialNumber in serialNumbers)
                {
                    using var entry = tbs.PushSequence();
                    tbs.WriteInteger(serialNumber.Span);
                    tbs.WriteUtcTime(thisUpdate);
                }
            }

            WriteNumber(tbs, crlNumber);
        }

        var signed = tbs.Encode();
        var list = new AsnWriter(AsnEncodingRules.DER, capacity);
        using (list.PushSequence())
        {
            list.WriteEncodedValue(signed);
            list.WriteEncodedValue(algorithm);
            list.WriteBitString(signature.SignData(signed, authority.Key.HashAlgorithm));
        }

        return list.Encode();
    }

    private static void WriteNumber(AsnWriter tbs, int crlNumber)
    {
        var number = new AsnWriter(AsnEncodingRules.DER);
        number.WriteInteger(crlNumber);
        using var wrapper = tbs.PushSequence(Extensions);
        using var extensions = tbs.PushSequence();
        using var extension = tbs.PushSequence();
        tbs.WriteObjectIdentifier("2.5.29.20");
        tbs.WriteOctetString(number.Encode());
    }
}
