using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Der;

namespace Kiosk.Trials.Pki;

/// <summary>
/// Writes complete CRLs (RFC 5280, 5.1). The framework's builder does the same, but grows its buffer by a kilobyte at a time, which takes minutes for a million
/// entries, and does not know every reason.
/// </summary>
internal static class CrlWriter
{
    private const int LastYearOfUtcTime = 2049;
    private const int Version2 = 1;

    /// <summary>More than one entry takes; and more than all the rest takes.</summary>
    private const int MaxEntry = 64;
    private const int MaxFrame = 4096;

    private static readonly Asn1Tag ExtensionsTag = new(TagClass.ContextSpecific, 0);

    public static byte[] Write(
        X500DistinguishedName issuer,
        KeyPair key,
        X509Extension authorityKeyIdentifier,
        DateTimeOffset thisUpdate,
        DateTimeOffset nextUpdate,
        BigInteger crlNumber,
        IReadOnlyList<RevokedCertificate> revoked)
    {
        var algorithm = key.SignatureGenerator.GetSignatureAlgorithmIdentifier(key.HashAlgorithm);
        var capacity = MaxFrame + (revoked.Count * MaxEntry);
        var tbs = new AsnWriter(AsnEncodingRules.DER, capacity);
        using (tbs.PushSequence())
        {
            tbs.WriteInteger(Version2);
            tbs.WriteEncodedValue(algorithm);
            tbs.WriteEncodedValue(issuer.RawData);
            WriteTime(tbs, thisUpdate);
            WriteTime(tbs, nextUpdate);
            WriteEntries(tbs, revoked);
            WriteExtensions(tbs, authorityKeyIdentifier, crlNumber);
        }

        var tbsCertList = tbs.Encode();
        var list = new AsnWriter(AsnEncodingRules.DER, capacity);
        using (list.PushSequence())
        {
            list.WriteEncodedValue(tbsCertList);
            list.WriteEncodedValue(algorithm);
            list.WriteBitString(key.SignatureGenerator.SignData(tbsCertList, key.HashAlgorithm));
        }

        return list.Encode();
    }

    private static void WriteEntries(AsnWriter writer, IReadOnlyList<RevokedCertificate> revoked)
    {
        if (revoked.Count == 0)
        {
            return;
        }

        using (writer.PushSequence())
        {
            foreach (var entry in revoked)
            {
                using (writer.PushSequence())
                {
                    writer.WriteIntegerUnsigned(entry.SerialNumber.TrimStart((byte)0).Span);
                    WriteTime(writer, entry.RevocationDate);
                    WriteReason(writer, entry.Reason);
                }
            }
        }
    }

    /// <summary>An unspecified reason is left out (RFC 5280, 5.3.1).</summary>
    private static void WriteReason(AsnWriter writer, CrlReason reason)
    {
        if (reason == CrlReason.Unspecified)
        {
            return;
        }

        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(Oids.ReasonCode);
            using (writer.PushOctetString())
            {
                writer.WriteEnumeratedValue(reason);
            }
        }
    }

    private static void WriteExtensions(AsnWriter writer, X509Extension authorityKeyIdentifier, BigInteger crlNumber)
    {
        using (writer.PushSequence(ExtensionsTag))
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(authorityKeyIdentifier.Oid!.Value!);
                writer.WriteOctetString(authorityKeyIdentifier.RawData);
            }

            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(Oids.CrlNumber);
                using (writer.PushOctetString())
                {
                    writer.WriteInteger(crlNumber);
                }
            }
        }
    }

    private static void WriteTime(AsnWriter writer, DateTimeOffset instant)
    {
        if (instant.UtcDateTime.Year <= LastYearOfUtcTime)
        {
            writer.WriteUtcTime(instant, LastYearOfUtcTime);
        }
        else
        {
            writer.WriteGeneralizedTime(instant, omitFractionalSeconds: true);
        }
    }
}
