using System.Formats.Asn1;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Reasons;

namespace Kiosk.Trials.Fuzzing;

/// <summary>Parses, verifies and searches mutated CRLs.</summary>
internal sealed class ListBench(FuzzSubject subject, IReadOnlyList<Certificate> issuers)
{
    private static readonly byte[] SomeSerialNumber = [0x5B, 0x07];

    public FuzzAnswer Judge(ReadOnlyMemory<byte> list, ReadOnlySpan<byte> signed)
    {
        try
        {
            var taken = subject.Check(list, issuers);
            _ = taken.Entries.Find(SomeSerialNumber);
            return new(ReasonCode.Admitted, SignedPartOf(list).Span.SequenceEqual(signed) ? null : "A mutated list was taken.");
        }
        catch (CrlException)
        {
            return new(ReasonCode.RevocationUnknown);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // An exception that reaches this point is not the parser's own: this is what the fuzzer looks for.
            return new(ReasonCode.None, $"{exception.GetType().Name}: {exception.Message}", exception.ToString());
        }
    }

    private static ReadOnlyMemory<byte> SignedPartOf(ReadOnlyMemory<byte> list) => new AsnReader(list, AsnEncodingRules.DER).ReadSequence().PeekEncodedValue();
}
