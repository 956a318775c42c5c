using System.CommandLine;
using Kiosk.Collector.Storage;
using Kiosk.Collector.Storage.Postgres;
using Kiosk.Collector.Storage.Sqlite;
using Kiosk.Durability;
using Kiosk.Words;

namespace Kiosk.Collector.CommandLine;

/// <summary>The options that all verbs share: where the collector keeps what it collects.</summary>
internal sealed class CommonOptions(Language language)
{
    private const string DatabaseVariable = "COLLECTOR_DATABASE";
    private const string DevelopmentFile = "collector.sqlite";

    public Option<string> Data { get; } = new("--data") { Description = new Phrase("Thư mục riêng của máy chủ thu thập, có khóa của nó.", "The collector's own folder, with its key.").In(language), HelpName = "DIR", DefaultValueFactory = _ => "collector-data" };

    public Option<bool> Dev { get; } = new("--dev") { Description = new Phrase($"Để dùng thử: SQLite trong --data ({DevelopmentFile}) thay cho PostgreSQL.", $"To try it out: SQLite in --data ({DevelopmentFile}) instead of PostgreSQL.").In(language) };

    public Option<string?> Database { get; } = new("--database")
    {
        Description = new Phrase(
            $"Chuỗi kết nối PostgreSQL theo dạng của Npgsql: mật khẩu nên để trong biến môi trường {DatabaseVariable}, nơi lệnh này cũng đọc.",
            $"Npgsql's connection string for PostgreSQL; one with a password belongs in the environment variable {DatabaseVariable}, which is read too.").In(language),
        HelpName = "TEXT",
    };

    public Option<bool> Json { get; } = new("--json") { Description = new Phrase("In JSON thay cho văn bản, một tài liệu, kể cả khi thất bại.", "Print JSON instead of text, one document; of a failure too.").In(language) };

    public void AddTo(Command command)
    {
        command.Options.Add(Data);
        command.Options.Add(Dev);
        command.Options.Add(Database);
        command.Options.Add(Json);
    }

    /// <exception cref="CollectorException">No database is named, or its connection string is malformed.</exception>
    public IDatabase OpenDatabase(ParseResult parsed)
    {
        if (parsed.GetValue(Dev))
        {
            var folder = parsed.GetValue(Data)!;
            DurableFolder.Create(folder, new DurableFiles());
            return new SqliteDatabase(Path.Combine(folder, DevelopmentFile));
        }

        var text = parsed.GetValue(Database) ?? Environment.GetEnvironmentVariable(DatabaseVariable);
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new CollectorException(new(
                $"Chưa nêu cơ sở dữ liệu: hãy đặt {DatabaseVariable}, ví dụ Host=/run/postgresql;Database=collector, hoặc dùng thử với --dev.",
                $"No database is named: set {DatabaseVariable}, such as Host=/run/postgresql;Database=collector, or try things out with --dev."));
        }

        try
        {
            return new PostgresDatabase(text);
        }
        catch (ArgumentException malformed)
        {
            throw new CollectorException(Phrase.WithDetail("Chuỗi kết nối cơ sở dữ liệu không đúng", $"The database's connection string is malformed: {malformed.Message}"), malformed);
        }
    }
}
