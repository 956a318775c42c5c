using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Collector.Keys;
using Kiosk.Durability;
using Kiosk.Journal;
using Kiosk.Journal.Checkpoints;
using Kiosk.Journal.Upload;

namespace Kiosk.Collector.Desk;

/// <summary>
/// The support desk's own journal, in the collector's folder: a door's like any other, under an id of its own, its checkpoints signed with the collector's key. Who acted, a guest's name and remarks
/// are sealed to a key beside it.
/// </summary>
internal sealed class DeskJournal : IDisposable
{
    /// <summary>Ends its terminal id, which begins with the collector's name.</summary>
    public const string IdSuffix = "-desk";

    private const string FolderName = "desk";
    private const string JournalFolder = "journal";
    private const string FrameKeyFile = "frames.key";
    private const string SealKeyFile = "seal.key";
    private const string SealCertificateFile = "seal.pem";
    private const int FrameKeyLength = 32;
    private const int SealKeySize = 3_072;
    private const int MaxPemLength = 1 << 20;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly Func<CheckInJournal> open;
    private readonly X509Certificate2 seal;
    private readonly JournalSeal sealing;
    private CheckInJournal journal;
    private bool hasFailed;

    private DeskJournal(Func<CheckInJournal> open, X509Certificate2 seal)
    {
        (this.open, this.seal, sealing, journal) = (open, seal, JournalSeal.Create(seal), open());
        Batches = new(journal.Folder, journal.TerminalId);
    }

    public string TerminalId => journal.TerminalId;

    /// <summary>The public key that verifies its checkpoints.</summary>
    public NoteKey Key => journal.DeviceKey;

    /// <summary>Number of the last record.</summary>
    public ulong LastSequence => journal.LastSequence.Value;

    /// <summary>Reads what is handed to the collector. Not thread-safe.</summary>
    public BatchReader Batches { get; private set; }

    /// <summary>Opens the journal, or begins it with new keys.</summary>
    /// <param name="data">The collector's folder.</param>
    /// <exception cref="JournalException">Another process writes it, or it is broken.</exception>
    /// <exception cref="IOException">The folder cannot be used.</exception>
    /// <exception cref="CryptographicException">A key's file is damaged.</exception>
    public static DeskJournal Open(string data, CollectorKey key, IDurableFiles files, TimeProvider time)
    {
        var folder = Path.Combine(data, FolderName);
        DurableFolder.Create(folder, files);
        var terminalId = key.Key.Name + IdSuffix;
        var keys = new JournalKeys(new(OpenFrameKey(Path.Combine(folder, FrameKeyFile), files)), key.SignerFor(Checkpoint.OriginOf(terminalId)), "file");
        var certificate = OpenSeal(folder, terminalId, files, time);
        try
        {
            return new(() => CheckInJournal.Open(Path.Combine(folder, JournalFolder), terminalId, keys, files), certificate);
        }
        catch
        {
            certificate.Dispose();
            throw;
        }
    }

    /// <returns>What the desk seals to, with its private key; null in a folder whose desk was never opened. Owned by the caller.</returns>
    /// <param name="data">The collector's folder.</param>
    /// <exception cref="CryptographicException">A key's file is damaged.</exception>
    public static X509Certificate2? FindSeal(string data) =>
        Path.Combine(data, FolderName, SealCertificateFile) is var certificate && File.Exists(certificate) ? X509Certificate2.CreateFromPem(ReadPem(certificate), ReadPem(Path.Combine(data, FolderName, SealKeyFile))) : null;

    /// <summary>Appends a record and a checkpoint over it; both are on the disk when it returns. After a failure the journal is opened anew, as the next start would: once there is room on the disk, the desk goes on.</summary>
    /// <exception cref="JournalException">The record may not be on the disk.</exception>
    /// <exception cref="IOException">The folder cannot be used.</exception>
    public void Append(JournalRecord record, SealedDetails details)
    {
        if (hasFailed)
        {
            journal.Dispose();
            journal = open();
            (Batches, hasFailed) = (new(journal.Folder, journal.TerminalId), false);
        }

        try
        {
            journal.Append(record, sealing.Prepare(details, record.Mode));
            journal.SignCheckpoint();
        }
        catch (JournalException)
        {
            hasFailed = true;
            throw;
        }
    }

    /// <summary>Opens what this desk sealed.</summary>
    /// <param name="previous">The link before the record's frame.</param>
    /// <exception cref="CryptographicException">It was sealed elsewhere, or changed.</exception>
    public SealedDetails Open(ReadOnlyMemory<byte> sealedPart, ChainLink previous) => JournalSeal.OpenDetails(sealedPart, previous, seal);

    public void Dispose()
    {
        journal.Dispose();
        seal.Dispose();
    }

    private static byte[] OpenFrameKey(string path, IDurableFiles files)
    {
        if (!File.Exists(path))
        {
            WriteSecret(path, RandomNumberGenerator.GetBytes(FrameKeyLength), files);
        }

        return RegularFile.Read(path, FrameKeyLength + 1) is { Length: FrameKeyLength } secret ? secret : throw new CryptographicException($"{path} is damaged: it must hold {FrameKeyLength} bytes.");
    }

    private static X509Certificate2 OpenSeal(string folder, string name, IDurableFiles files, TimeProvider time)
    {
        var (keyFile, certificateFile) = (Path.Combine(folder, SealKeyFile), Path.Combine(folder, SealCertificateFile));
        if (!File.Exists(certificateFile))
        {
            using var pair = RSA.Create(SealKeySize);
            var request = new CertificateRequest($"CN={name}", pair, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyEncipherment, critical: true));
            request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
            using var made = request.CreateSelfSigned(time.GetUtcNow().AddDays(-2), time.GetUtcNow().AddYears(20));
            WriteSecret(keyFile, System.Text.Encoding.ASCII.GetBytes(pair.ExportPkcs8PrivateKeyPem() + "\n"), files);
            files.Replace(certificateFile, System.Text.Encoding.ASCII.GetBytes(made.ExportCertificatePem() + "\n"));
        }

        return X509Certificate2.CreateFromPem(ReadPem(certificateFile), ReadPem(keyFile));
    }

    private static string ReadPem(string path) => System.Text.Encoding.ASCII.GetString(RegularFile.Read(path, MaxPemLength));

    private static void WriteSecret(string path, ReadOnlySpan<byte> content, IDurableFiles files)
    {
        files.Replace(path, content);
        File.SetUnixFileMode(path, OwnerOnly);
    }
}
