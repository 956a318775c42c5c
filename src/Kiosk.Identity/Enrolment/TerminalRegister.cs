using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Kiosk.Durability;
using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;
using Kiosk.Words;

namespace Kiosk.Identity.Enrolment;

/// <summary>The terminals that were let in, one durable file each, and who may enrol. Two terminals with one id are never enrolled at once.</summary>
/// <param name="folder">Readable by its owner only: it holds the secrets of tokens. Made when the first terminal is added.</param>
/// <param name="invite">The command that issues tokens here, as refusals name it.</param>
/// <remarks>Every method throws <see cref="EnrolmentException"/> if it refuses or a file of the register cannot be read, and <see cref="IOException"/> if the disk fails.</remarks>
internal sealed class TerminalRegister(string folder, IDurableFiles files, TimeProvider time, string invite = "registry terminal add")
{
    private const int MaxFileLength = 1024 * 1024;
    private const string Ending = ".json";
    private const string LockName = ".lock";

    private readonly Lock writing = new();

    /// <summary>Every terminal, ascending by id.</summary>
    public IReadOnlyList<RegisteredTerminal> All() => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*" + Ending).Order(StringComparer.Ordinal).Select(path => Find(Path.GetFileNameWithoutExtension(path))).OfType<RegisteredTerminal>()]
        : [];

    /// <summary>What the feed lists for a province.</summary>
    public IReadOnlyList<TerminalRecord> RecordsOf(ProvinceCode province) => [.. All().Where(terminal => terminal.Province == province.Text).SelectMany(terminal => terminal.Enrolments)];

    /// <returns>Null if there is no such terminal.</returns>
    public RegisteredTerminal? Find(string id)
    {
        var path = PathOf(id);
        try
        {
            return Path.Exists(path) ? RegisteredTerminal.Parse(RegularFile.Read(path, MaxFileLength)) : null;
        }
        catch (Exception e) when (e is JsonException or RecordException or NotAFileException)
        {
            throw new EnrolmentException(new($"{path} bị hỏng [{e.Message.TrimEnd('.')}]: hãy khôi phục từ bản sao lưu.", $"{path} is damaged: {e.Message.TrimEnd('.')}. Restore it from a backup."), e);
        }
    }

    /// <summary>Registers a terminal, or gives one that is registered a new token; an earlier token is void from then on.</summary>
    /// <param name="door">Null keeps what is registered.</param>
    public EnrolmentToken Add(string id, ProvinceCode province, string? door, CollectorAddress? collector)
    {
        RequireId(id);
        if (TerminalRecordRules.FindDoorFault(door) is { } fault)
        {
            throw new EnrolmentException(new($"--door {fault.Vietnamese}.", $"--door {fault.English}."));
        }

        return Change(() =>
        {
            var known = Find(id);
            if (known is { Current: not null } && known.Province != province.Text)
            {
                throw new EnrolmentException(new(
                    $"Thiết bị {id} đang được ghi danh ở tỉnh {known.Province}: trước hết hãy thu hồi bằng registry terminal revoke {id}.",
                    $"Terminal {id} is enrolled in province {known.Province}: first revoke it with registry terminal revoke {id}."));
            }

            var token = EnrolmentToken.Create(id, collector, time.GetUtcNow());
            Write(new(id, province.Text, door ?? known?.Door, token.ToString(), TokenUsedBy: null, known?.Enrolments ?? []));
            return token;
        });
    }

    /// <summary>Enrols a terminal by its token, or renews the certificates of an enrolled one. The same request again, after a lost answer, is answered again.</summary>
    public EnrolmentAnswer Sign(EnrolmentRequest request, TerminalAuthority authority) => Change(() =>
    {
        var id = request.TerminalId;
        var terminal = Find(id) ?? throw new EnrolmentException(new(
            $"Thiết bị {id} chưa có trong danh sách: hãy thêm bằng {invite} {id}.", $"Terminal {id} is not registered: add it with {invite} {id}."));
        var token = request.IsRenewal ? null : RequireToken(terminal, request);
        RequireOwnKey(terminal, request);
        var answer = authority.Issue(request, time.GetUtcNow());
        var record = new TerminalRecord(id, terminal.Door, answer.SigningCertificate, answer.DecryptionCertificate);
        Write(terminal with
        {
            TokenUsedBy = token is null ? terminal.TokenUsedBy : HashOf(request.SigningKey),
            Enrolments = [.. terminal.Enrolments.Where(one => one.Revoked is not null), record],
        });
        return token is null ? answer : answer.ProvedBy(token);
    });

    /// <summary>Takes in a terminal that a collector signed; <see cref="TerminalHandover"/> has verified its certificates.</summary>
    /// <param name="isBelowRevoked">Whether a CA signed it that was revoked since: then nothing new is taken in.</param>
    public TakenTerminal Take(HandedTerminal handed, bool isBelowRevoked = false) => Change(() =>
    {
        var (record, known) = (handed.Record, Find(handed.Record.Id));
        var key = TerminalCertificate.Parse(record.SigningCertificate);
        if (known?.Enrolments.Any(one => one.Revoked is not null && Has(one.SigningCertificate, key.SubjectPublicKeyInfo)) is true)
        {
            return TakenTerminal.Revoked;
        }

        if (known?.Current is { } current)
        {
            if (known.Province != handed.Province || !Has(current.SigningCertificate, key.SubjectPublicKeyInfo))
            {
                return TakenTerminal.Conflicting;
            }

            if (TerminalCertificate.Parse(current.SigningCertificate).NotAfter >= key.NotAfter)
            {
                return TakenTerminal.Unchanged;
            }
        }

        if (isBelowRevoked)
        {
            return TakenTerminal.RevokedAuthority;
        }

        Write(new(record.Id, handed.Province, record.Door ?? known?.Door, Token: null, TokenUsedBy: null, [.. known?.Enrolments.Where(one => one.Revoked is not null) ?? [], record]));
        return known?.Current is null ? TakenTerminal.Added : TakenTerminal.Renewed;
    });

    /// <summary>Revokes the enrolment in force from now on, and any token that is not used yet.</summary>
    public void Revoke(string id, string reason)
    {
        RequireId(id);
        if (TerminalRecordRules.FindReasonFault(reason) is { } fault)
        {
            throw new EnrolmentException(new($"--reason {fault.Vietnamese}.", $"--reason {fault.English}."));
        }

        Change(() =>
        {
            if (Find(id) is not { } terminal || (terminal.Current is null && terminal.Token is null))
            {
                throw new EnrolmentException(new($"Thiết bị {id} không được ghi danh: registry terminal list cho biết các thiết bị.", $"Terminal {id} is not enrolled: registry terminal list shows the terminals."));
            }

            var revoked = new TerminalRevocation(time.GetUtcNow(), reason);
            Write(terminal with { Token = null, TokenUsedBy = null, Enrolments = [.. terminal.Enrolments.Select(one => one.Revoked is null ? one with { Revoked = revoked } : one)] });
            return true;
        });
    }

    private EnrolmentToken RequireToken(RegisteredTerminal terminal, EnrolmentRequest request)
    {
        var again = new Phrase($"hãy cấp mã mới bằng {invite} {terminal.Id} và ghi danh lại.", $"issue a new one with {invite} {terminal.Id} and enrol again.");
        if (terminal.Token is null || EnrolmentToken.Parse(terminal.Token) is not { } token || !request.IsProvedBy(token))
        {
            throw new EnrolmentException(new(
                $"Yêu cầu không được lập bằng mã ghi danh đang có hiệu lực của thiết bị {terminal.Id}: {again.Vietnamese}",
                $"The request was not made with the token of terminal {terminal.Id} that is in force: {again.English}"));
        }

        if (token.IsExpiredAt(time.GetUtcNow()))
        {
            throw new EnrolmentException(new(
                $"Mã ghi danh của thiết bị {terminal.Id} đã hết hạn lúc {token.Expires:yyyy-MM-dd HH:mm'Z'}: {again.Vietnamese}",
                $"The token of terminal {terminal.Id} expired at {token.Expires:yyyy-MM-dd HH:mm'Z'}: {again.English}"));
        }

        return terminal.TokenUsedBy is null || terminal.TokenUsedBy == HashOf(request.SigningKey)
            ? token
            : throw new EnrolmentException(new(
                $"Mã ghi danh của thiết bị {terminal.Id} đã được dùng cho một khóa khác: nếu không phải đồng chí dùng, hãy thu hồi bằng registry terminal revoke {terminal.Id}; rồi {again.Vietnamese}",
                $"The token of terminal {terminal.Id} was used for another key: if that was not you, revoke the terminal with registry terminal revoke {terminal.Id}; then {again.English}"));
    }

    private void RequireOwnKey(RegisteredTerminal terminal, EnrolmentRequest request)
    {
        var (signing, decryption) = (request.SigningKey.ExportSubjectPublicKeyInfo(), request.DecryptionKey.ExportSubjectPublicKeyInfo());
        if (terminal.Enrolments.Any(one => one.Revoked is not null && Has(one.SigningCertificate, signing)))
        {
            throw new EnrolmentException(new(
                $"Khóa này của thiết bị {terminal.Id} đã bị thu hồi và không được dùng lại: hãy chuyển nhật ký và tệp khóa của thiết bị đi để thiết bị tạo khóa mới, rồi ghi danh lại.",
                $"This key of terminal {terminal.Id} was revoked and does not come back: move the terminal's journal and key file away so that it makes new keys, then enrol it again."));
        }

        var isOwn = terminal.Current is { } current && Has(current.SigningCertificate, signing) && Has(current.DecryptionCertificate, decryption);
        if (!isOwn && terminal.Current is not null)
        {
            throw new EnrolmentException(new(
                $"Thiết bị {terminal.Id} đã được ghi danh bằng khóa khác, và một mã chỉ dành cho một thiết bị: nếu thiết bị này thay thế thiết bị cũ, trước hết hãy chạy registry terminal revoke {terminal.Id}; nếu không, hãy đặt cho nó mã khác.",
                $"Terminal {terminal.Id} is enrolled with another key, and an id belongs to one terminal: if this one replaces it, first run registry terminal revoke {terminal.Id}; otherwise give this one another id."));
        }

        if (!isOwn && request.IsRenewal)
        {
            throw new EnrolmentException(new(
                $"Thiết bị {terminal.Id} chưa được ghi danh nên không gia hạn được: hãy cấp mã bằng {invite} {terminal.Id}.",
                $"Terminal {terminal.Id} is not enrolled, so there is nothing to renew: issue a token with {invite} {terminal.Id}."));
        }
    }

    private static bool Has(ReadOnlyMemory<byte> certificate, ReadOnlyMemory<byte> key) => TerminalCertificate.Parse(certificate).SubjectPublicKeyInfo.Span.SequenceEqual(key.Span);

    private static string HashOf(PublicKey key) => Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));

    private static void RequireId(string id)
    {
        if (!TerminalRecordRules.IsId(id))
        {
            throw new EnrolmentException(new(
                $"\"{id}\" không phải mã thiết bị: mã gồm 3 đến {TerminalRecordRules.MaxIdLength} chữ hoa không dấu, chữ số và dấu gạch nối, ví dụ HN-01.",
                $"\"{id}\" is not a terminal's id: 3 to {TerminalRecordRules.MaxIdLength} upper-case letters, digits and hyphens, such as HN-01."));
        }
    }

    private T Change<T>(Func<T> change)
    {
        lock (writing)
        {
            DurableFolder.Create(folder, files);
            using var held = FileLock.TryTake(Path.Combine(folder, LockName)) ?? throw new EnrolmentException(new(
                $"Một lệnh khác đang thay đổi {folder}: hãy thử lại khi lệnh đó xong.", $"Another command is changing {folder}: try again when it is done."));
            return change();
        }
    }

    private void Write(RegisteredTerminal terminal) => files.Replace(PathOf(terminal.Id), terminal.ToJson());

    private string PathOf(string id) => Path.Combine(folder, id + Ending);
}
