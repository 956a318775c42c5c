using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Durability;
using Kiosk.Identity.OpenSsl;
using Kiosk.Journal.Checkpoints;

namespace Kiosk.Identity.Tpm;

/// <summary>
/// The key store in a TPM 2.0: keys, secret and counter are inside it, and the file names them (<see cref="TpmKeyNames"/>). Protects against whoever has the disk; on the running machine root can use the keys, and not take them along.
/// </summary>
internal sealed class TpmKeys : IKeyStore
{
    private const uint FirstHandle = 0x8100_8101;
    private const uint HandlesApart = 0x10;
    private const int MaxInstallations = 16;
    private const int SealedLength = StoredSecret.Length + sizeof(ulong);

    private readonly ProviderKey<ECDiffieHellmanOpenSsl> decryption;

    private TpmKeys(TpmAddress address, TpmKeyNames names, byte[] unsealed, bool isNew)
    {
        IsNew = isNew;
        var signing = new ProviderKey<ECDsaOpenSsl>(address, names.SigningHandle, key => new(key));
        SigningKey = new TpmSigningKey(signing, ParametersOf(names.SigningKey));
        decryption = new(address, names.DecryptionHandle, key => new(key));
        DecryptionKey = PublicKey.CreateFromSubjectPublicKeyInfo(names.DecryptionKey, out _);
        Secret = new(unsealed.AsSpan(0, StoredSecret.Length));
        Counter = new TpmCounter(address, BinaryPrimitives.ReadUInt64BigEndian(unsealed.AsSpan(StoredSecret.Length)));
    }

    public string Kind => "tpm";

    public bool IsNew { get; }

    public ECDsa SigningKey { get; }

    public PublicKey DecryptionKey { get; }

    public StoredSecret Secret { get; }

    public IMonotonicCounter? Counter { get; }

    /// <summary>Makes the keys in the TPM and writes the file that names them. Those of an earlier installation stay as they are.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="KeyStoreException">The TPM does not make them.</exception>
    public static TpmKeys Create(string path, TpmAddress address, IDurableFiles files)
    {
        using var tpm = new TpmConnection(address);
        var handle = FreeHandle(tpm, address);
        var unsealed = new byte[SealedLength];
        RandomNumberGenerator.Fill(unsealed.AsSpan(0, StoredSecret.Length));
        BinaryPrimitives.WriteUInt64BigEndian(unsealed.AsSpan(StoredSecret.Length), TpmCounter.Provide(tpm));
        TpmObjects.MakeSigningKey(tpm, handle);
        TpmObjects.MakeDecryptionKey(tpm, handle + 1);
        TpmObjects.Seal(tpm, handle + 2, unsealed);
        var names = new TpmKeyNames(handle, Export(TpmObjects.PublicKeyAt(tpm, handle)!.Value), Export(TpmObjects.PublicKeyAt(tpm, handle + 1)!.Value));
        files.Replace(path, names.Encode());
        return new(address, names, unsealed, isNew: true);
    }

    /// <param name="path">The file that names the keys.</param>
    /// <exception cref="KeyStoreException">The TPM does not answer, or holds other keys.</exception>
    public static TpmKeys Open(string path, TpmKeyNames names, TpmAddress address)
    {
        using var tpm = new TpmConnection(address);
        if (!Holds(tpm, names.SigningHandle, names.SigningKey) || !Holds(tpm, names.DecryptionHandle, names.DecryptionKey) || !TpmObjects.IsTaken(tpm, names.SecretHandle))
        {
            throw new KeyStoreException(new(
                $"TPM {address.Text} không giữ các khóa mà {path} nêu: ổ đĩa lấy từ máy khác, hoặc TPM đã bị xóa. Hãy lắp ổ đĩa về đúng máy; hoặc chuyển {path} và nhật ký đến nơi thu thập nhật ký, khi đó máy bắt đầu lại từ đầu.",
                $"The TPM {address.Text} does not hold the keys that {path} names: the disk comes from another machine, or the TPM was cleared. Put the disk back into its machine; or move {path} and the journal to where journals are collected, and the terminal begins anew."));
        }

        return TpmObjects.Unseal(tpm, names.SecretHandle) is { Length: SealedLength } unsealed
            ? new(address, names, unsealed, isNew: false)
            : throw new KeyStoreException(new(
                $"TPM {address.Text} giữ thứ khác với bí mật mà {path} nêu.", $"The TPM {address.Text} holds something else than the secret that {path} names."));
    }

    public byte[] Agree(ECDiffieHellmanPublicKey peer) => decryption.Use(key => key.DeriveRawSecretAgreement(peer));

    public X509Certificate2 WithSigningKey(X509Certificate2 certificate) => DelegatedKey.Attach(certificate, SigningKey);

    public void Dispose()
    {
        SigningKey.Dispose();
        decryption.Dispose();
    }

    private static uint FreeHandle(TpmConnection tpm, TpmAddress address)
    {
        for (var handle = FirstHandle; handle < FirstHandle + (MaxInstallations * HandlesApart); handle += HandlesApart)
        {
            if (!TpmObjects.IsTaken(tpm, handle) && !TpmObjects.IsTaken(tpm, handle + 1) && !TpmObjects.IsTaken(tpm, handle + 2))
            {
                return handle;
            }
        }

        throw new KeyStoreException(new(
            $"TPM {address.Text} đang giữ khóa của {MaxInstallations} lần cài đặt trước. Hãy xóa bớt: sudo tpm2_getcap handles-persistent, rồi sudo tpm2_evictcontrol -c HANDLE",
            $"The TPM {address.Text} holds the keys of {MaxInstallations} earlier installations. Remove some: sudo tpm2_getcap handles-persistent, then sudo tpm2_evictcontrol -c HANDLE"));
    }

    private static bool Holds(TpmConnection tpm, uint handle, byte[] publicKey) => TpmObjects.PublicKeyAt(tpm, handle) is { } found && Export(found).AsSpan().SequenceEqual(publicKey);

    private static byte[] Export(ECParameters publicKey)
    {
        using var key = ECDsa.Create(publicKey);
        return key.ExportSubjectPublicKeyInfo();
    }

    private static ECParameters ParametersOf(byte[] publicKey)
    {
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(publicKey, out _);
        return key.ExportParameters(includePrivateParameters: false);
    }
}
