using System.CommandLine;
using Kiosk.Feed.Metadata;
using Kiosk.Registry.Desk;
using Kiosk.Source.Problems;
using Kiosk.Words;

namespace Kiosk.Registry.CommandLine;

/// <summary>How the verbs that make keys make them.</summary>
internal sealed class NewKeyOptions(Language language)
{
    private readonly Option<bool> rsa = new("--rsa") { Description = new Phrase("Tạo khóa RSA-PSS 3072 bit thay cho ECDSA P-256.", "RSA-PSS keys of 3072 bits instead of ECDSA P-256.").In(language) };

    private readonly Option<bool> ed25519 = new("--ed25519") { Description = new Phrase("Tạo khóa Ed25519 thay cho ECDSA P-256, như các công cụ TUF khác.", "Ed25519 keys instead of ECDSA P-256, as other TUF tools create.").In(language) };

    private readonly Option<bool> encrypt = new("--encrypt") { Description = new Phrase("Bảo vệ khóa mới bằng mật khẩu, trừ timestamp và snapshot là các vai trò được gia hạn tự động.", "Protect new keys with a pass phrase, except timestamp and snapshot, which are renewed unattended.").In(language) };

    private readonly Option<string?> rootKeys = new("--root-keys") { Description = new Phrase("Nơi ghi khóa root mới, ví dụ một USB sau đó được cất giữ.", "Where to write new root keys, such as a USB stick that is locked away afterwards.").In(language), HelpName = "DIR" };

    public void AddTo(Command command)
    {
        command.Options.Add(rsa);
        command.Options.Add(ed25519);
        command.Options.Add(encrypt);
        command.Options.Add(rootKeys);
        command.Validators.Add(result =>
        {
            if (result.GetValue(rsa) && result.GetValue(ed25519))
            {
                result.AddError(new Phrase("--rsa và --ed25519 loại trừ nhau: mỗi khóa chỉ thuộc một loại.", "--rsa and --ed25519 are mutually exclusive: a key has one type.").In(language));
            }
        });
    }

    /// <exception cref="RegistryException">No pass phrase was given.</exception>
    public NewKeys Of(ParseResult parsed, PassPhrases passPhrases) =>
        new(AlgorithmOf(parsed), parsed.GetValue(encrypt) ? passPhrases.Choose() : null, parsed.GetValue(rootKeys));

    private KeyAlgorithm AlgorithmOf(ParseResult parsed) => parsed.GetValue(rsa) ? KeyAlgorithm.Rsa : parsed.GetValue(ed25519) ? KeyAlgorithm.Ed25519 : KeyAlgorithm.P256;
}
