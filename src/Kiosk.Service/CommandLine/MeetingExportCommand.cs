using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Serialization;
using Kiosk.CommandLine;
using Kiosk.Durability;
using Kiosk.Feed.Records;
using Kiosk.Journal;
using Kiosk.Service.Cache;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Service.Configuration;
using Kiosk.Service.Identity;
using Kiosk.Verification.Reasons;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk meeting export MEETING</c>: a secret meeting's records, encrypted for its owner.</summary>
internal static class MeetingExportCommand
{
    public static Command Create(Language language)
    {
        var common = new CommonOptions(language);
        var meeting = new Argument<string>("MEETING") { Description = new Phrase("Mã cuộc họp.", "Id of the meeting.").In(language) };
        var output = new Option<string>("--output") { Description = new Phrase("Tệp mới để ghi.", "The new file to write.").In(language), HelpName = "FILE", Required = true };
        var command = new Command("export", new Phrase(
            "Xuất hồ sơ điểm danh của một cuộc họp bí mật, mã hóa cho chủ trì cuộc họp (không nêu thì cho cơ quan đăng ký); không ai khác mở được.",
            "Export a secret meeting's records, encrypted for its owner (or the registry, if the meeting names none); nobody else can open them.").In(language)) { meeting, output };
        common.AddTo(command);
        command.SetAction(parsed =>
        {
            var (id, file, options) = (parsed.GetValue(meeting)!, parsed.GetValue(output)!, common.Settings(parsed));
            var (folders, keys) = (new KioskFolders(options.DataFolder), KeyPlace.Of(options.Identity));
            if (!Directory.Exists(folders.SecretJournal))
            {
                throw Nothing(id);
            }

            var store = new CacheStore(folders.Cache, new DurableFiles(), CacheKey.Beside(folders.Cache, keys), TerminalAudience.KeyringIn(folders, keys, options.TerminalId));
            using var generation = store.Open().Generation;
            using var owner = Load(generation.FindMeeting(id)?.Owner ?? generation.RegistryCertificate);
            var (message, records) = OwnerExport.Of(JournalReader.Open(folders.SecretJournal, TerminalKeys.FrameKeyOf(folders, keys)), id, owner, ReasonTable.NameOf) ?? throw Nothing(id);
            OutputFile.Write(file, message);
            Console.WriteLine(parsed.GetValue(common.Json) ? JsonText.Of(new OwnerExportReport(id, records, file, owner.Subject), OwnerExportJson.Default.OwnerExportReport) : new Phrase(
                $"{records} bản ghi của cuộc họp {id} đã ghi vào {file}, chỉ {owner.Subject} mở được.", $"{records} records of meeting {id} are in {file}; only {owner.Subject} can open it.").In(language));
            return ExitCode.Done;
        });
        return command;
    }

    private static X509Certificate2 Load(ReadOnlyMemory<byte> certificate)
    {
        try
        {
            return X509CertificateLoader.LoadCertificate(certificate.Span);
        }
        catch (CryptographicException broken)
        {
            throw new InputException(new("Chứng thư số của chủ trì cuộc họp không dùng được.", "The certificate of the meeting's owner cannot be used."), broken);
        }
    }

    private static InputException Nothing(string id) => new(new($"Máy này không có bản ghi nào của cuộc họp bí mật {id}.", $"This terminal holds no record of a secret meeting {id}."));
}

/// <summary>What <c>meeting export --json</c> prints.</summary>
/// <param name="Owner">Subject of the certificate that opens the file.</param>
internal sealed record OwnerExportReport(string Meeting, long Records, string File, string Owner);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(OwnerExportReport))]
internal sealed partial class OwnerExportJson : JsonSerializerContext;
