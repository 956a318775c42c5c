using System.Security.Cryptography;

namespace Kiosk.Identity.Tpm;

/// <summary>What the terminal keeps inside a TPM, at persistent handles: keys on P-256 and a sealed secret. Nothing of it has a password; it is usable on this machine alone (TPM 2.0 Library, part 3).</summary>
internal static class TpmObjects
{
    private const uint Owner = 0x4000_0001;
    private const uint CreatePrimaryCode = 0x131;
    private const uint EvictControlCode = 0x120;
    private const uint FlushContextCode = 0x165;
    private const uint ReadPublicCode = 0x173;
    private const uint UnsealCode = 0x15E;

    /// <summary>TPM_RC_HANDLE for the first handle: nothing is there.</summary>
    private const uint NoSuchHandle = 0x18B;

    private const ushort AlgEcc = 0x23;
    private const ushort AlgKeyedHash = 0x08;
    private const ushort AlgSha256 = 0x0B;
    private const ushort AlgNull = 0x10;
    private const ushort AlgEcdsa = 0x18;
    private const ushort CurveP256 = 0x03;
    private const int CoordinateLength = 32;

    /// <summary>fixedTPM, fixedParent, userWithAuth, noDA.</summary>
    private const uint Kept = 0x2 | 0x10 | 0x40 | 0x400;

    private const uint MadeInside = 0x20;
    private const uint Signs = 0x4_0000;
    private const uint Decrypts = 0x2_0000;

    private static TpmCommand Part => new(0, [], 0);

    public static void MakeSigningKey(TpmConnection tpm, uint handle) => Make(tpm, handle, KeyOf(Part.Add(AlgEcdsa, AlgSha256), Signs), []);

    public static void MakeDecryptionKey(TpmConnection tpm, uint handle) => Make(tpm, handle, KeyOf(Part.Add(AlgNull), Decrypts), []);

    /// <param name="secret">At most 128 bytes.</param>
    public static void Seal(TpmConnection tpm, uint handle, ReadOnlySpan<byte> secret) =>
        Make(tpm, handle, Part.Add(AlgKeyedHash, AlgSha256).Add(Kept).AddSized([]).Add(AlgNull).AddSized(RandomNumberGenerator.GetBytes(CoordinateLength)), secret);

    /// <returns>The sealed bytes.</returns>
    public static byte[] Unseal(TpmConnection tpm, uint handle)
    {
        var reply = tpm.Run(new(UnsealCode, [handle], passwords: 1));
        reply.Skip(sizeof(uint));
        return reply.ReadSized().ToArray();
    }

    public static bool IsTaken(TpmConnection tpm, uint handle) => tpm.TryRun(new(ReadPublicCode, [handle], passwords: 0), out _) != NoSuchHandle;

    /// <returns>The public key at the handle; null if there is no key on P-256.</returns>
    public static ECParameters? PublicKeyAt(TpmConnection tpm, uint handle)
    {
        if (tpm.TryRun(new(ReadPublicCode, [handle], passwords: 0), out var reply) != 0)
        {
            return null;
        }

        var area = new TpmReply(reply.ReadSized());
        if (area.ReadUInt16() != AlgEcc)
        {
            return null;
        }

        area.Skip(sizeof(ushort) + sizeof(uint));
        area.ReadSized();
        area.Skip(sizeof(ushort));
        area.Skip(SchemeLength(area));
        var curve = area.ReadUInt16();
        area.Skip(sizeof(ushort));
        var point = new ECPoint { X = Coordinate(area.ReadSized()), Y = Coordinate(area.ReadSized()) };
        return curve == CurveP256 ? new() { Curve = ECCurve.NamedCurves.nistP256, Q = point } : null;
    }

    // A scheme's hash follows it.
    private static int SchemeLength(TpmReply area) => area.ReadUInt16() == AlgNull ? sizeof(ushort) : 2 * sizeof(ushort);

    private static byte[] Coordinate(ReadOnlySpan<byte> bytes) => [.. new byte[CoordinateLength - bytes.Length], .. bytes];

    // TPMT_PUBLIC. Its "unique" is random, so that the key is another one each time: a primary key follows from the TPM's seed and this.
    private static TpmCommand KeyOf(TpmCommand scheme, uint usage)
    {
        var key = Part.Add(AlgEcc, AlgSha256).Add(Kept | MadeInside | usage).AddSized([]).Add(AlgNull);
        return key.Append(scheme).Add(CurveP256, AlgNull).AddSized(RandomNumberGenerator.GetBytes(CoordinateLength)).AddSized(RandomNumberGenerator.GetBytes(CoordinateLength));
    }

    private static void Make(TpmConnection tpm, uint handle, TpmCommand template, ReadOnlySpan<byte> secret)
    {
        var create = new TpmCommand(CreatePrimaryCode, [Owner], passwords: 1).AddSized(Part.AddSized([]).AddSized(secret)).AddSized(template).AddSized([]).Add(0U);
        var loaded = tpm.Run(create).ReadUInt32();
        try
        {
            tpm.Run(new TpmCommand(EvictControlCode, [Owner, loaded], passwords: 1).Add(handle));
        }
        finally
        {
            tpm.TryRun(new TpmCommand(FlushContextCode, [], passwords: 0).Add(loaded), out _);
        }
    }
}
