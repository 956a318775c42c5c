using System.Formats.Asn1;

namespace Kiosk.Trials.Fuzzing;

/// <summary>Mutates a CRL: its bytes, its structure, or its signed part before signing.</summary>
internal sealed class ListMutator(FuzzWorld world)
{
    public FuzzedList Make(Chance chance)
    {
        var list = chance.OneIn(4) ? world.EmptyList : world.List;
        return chance.Below(4) switch
        {
            0 => new("list, bytes", ByteMutator.Mutate(list, chance), SignedPartOf(list)),
            1 => new("list, structure", Bend(TlvNode.ReadAll(list)![0], chance), SignedPartOf(list)),
            _ => Resigned(list, chance),
        };
    }

    private static byte[] SignedPartOf(byte[] list) => TlvNode.ReadAll(list)![0].Children[0].Encode();

    private static byte[] Bend(TlvNode root, Chance chance)
    {
        TlvMutator.Mutate(root, chance);
        return root.Encode();
    }

    private FuzzedList Resigned(byte[] list, Chance chance)
    {
        var signed = Bend(TlvNode.ReadAll(list)![0].Children[0], chance);
        var writer = new AsnWriter(AsnEncodingRules.BER);
        writer.WriteBitString(world.Pki.Issuing.Key.SignatureGenerator.SignData(signed, world.Pki.Issuing.Key.HashAlgorithm));
        byte[] content = [.. signed, .. Convert.FromHexString("300A06082A8648CE3D040302"), .. writer.Encode()];
        return new("list, mutated before it was signed", [0x30, .. TlvNode.ShortestLength(content.Length), .. content], signed);
    }
}

/// <summary>A mutated CRL.</summary>
/// <param name="Signed">The TBSCertList that the authority signed. Accepting the CRL is harmless only if its signed part equals this.</param>
internal sealed record FuzzedList(string Mutation, byte[] Encoded, byte[] Signed);
