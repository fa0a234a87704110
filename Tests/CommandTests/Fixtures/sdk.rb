# What a program written for AWS with its SDK for Ruby does with keys and objects; only the endpoint is not AWS's.
#
#     ruby sdk.rb ENDPOINT REGION [BUCKET]
#
# With ruby-aws-sdk-kms and ruby-aws-sdk-s3 of Debian. It prints a line for each service that did all it should.
require "aws-sdk-kms"
require "aws-sdk-s3"

endpoint, region, bucket = ARGV
kms = Aws::KMS::Client.new(endpoint: endpoint, region: region)
key = kms.create_key(description: "of Ruby", tags: [{ tag_key: "team", tag_value: "a" }]).key_metadata
raise "a key has a time" unless key.creation_date.is_a?(Time)

context = { "purpose" => "test" }
sealed = kms.encrypt(key_id: key.arn, plaintext: "plain", encryption_context: context).ciphertext_blob
raise "not decrypted" unless kms.decrypt(ciphertext_blob: sealed, encryption_context: context).plaintext == "plain"

begin
  kms.decrypt(ciphertext_blob: sealed)
  raise "decrypted without its context"
rescue Aws::KMS::Errors::InvalidCiphertextException
end
raise "not listed" unless kms.list_keys(limit: 1).each_page.flat_map { |page| page.keys.map(&:key_id) }.include?(key.key_id)

puts "kms"
exit if bucket.nil?

s3 = Aws::S3::Client.new(endpoint: endpoint, region: region, force_path_style: true)
text = "invented " * 700_000
object = Aws::S3::Object.new(bucket, "ruby/large.txt", client: s3)
object.upload_stream(part_size: 5 * 1024 * 1024) { |stream| stream << text }
raise "not as it was put" unless object.get.body.read == text
raise "no part" unless object.get(range: "bytes=9-16").body.read == "invented"

s3.put_object(bucket: bucket, key: "ruby/sealed", body: "x", server_side_encryption: "aws:kms", ssekms_key_id: key.arn)
raise "not encrypted" unless s3.get_object(bucket: bucket, key: "ruby/sealed").server_side_encryption == "aws:kms"

names = s3.list_objects_v2(bucket: bucket, prefix: "ruby/", max_keys: 1).each_page.flat_map { |page| page.contents.map(&:key) }
raise "listed #{names}" unless names.sort == ["ruby/large.txt", "ruby/sealed"]

object.delete
raise "still there" if object.exists?

puts "s3"
